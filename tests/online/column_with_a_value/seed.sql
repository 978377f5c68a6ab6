insert into t select n, 'V' || n from generate_series(1, 50) n;
