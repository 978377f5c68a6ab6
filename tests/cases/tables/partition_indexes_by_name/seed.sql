insert into t select i % 2 + 1, i from generate_series(1, 20) i where i < 3;
