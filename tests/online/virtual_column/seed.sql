insert into t select n from generate_series(1, 50) n;
