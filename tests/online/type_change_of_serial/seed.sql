insert into t (code) select gen_random_uuid() from generate_series(1, 50) n;
