insert into t select 'v' || n from generate_series(1, 50) n;
