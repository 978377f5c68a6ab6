insert into t select n, n, n from generate_series(0, 199) n;
