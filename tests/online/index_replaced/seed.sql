insert into t select n, n, 'v' || n from generate_series(1, 50) n;
