insert into t select n, 'a' from generate_series(1, 50) n;
