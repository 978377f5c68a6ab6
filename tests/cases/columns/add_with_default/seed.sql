insert into t select i, 'n' || i from generate_series(1, 5) i;
