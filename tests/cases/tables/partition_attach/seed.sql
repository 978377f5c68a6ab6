insert into t_0 select i, i from generate_series(1, 20) i where satisfies_hash_partition('t'::regclass, 2, 0, i);
