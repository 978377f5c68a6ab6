insert into a select n from generate_series(0, 199) n; insert into t select n, n, n from generate_series(0, 199) n;
