insert into t select n, n, n from generate_series(1, 50) n;
