set search_path to checks_and_foreign_keys;
insert into a select n from generate_series(1, 9) n; insert into b select n, n, n from generate_series(1, 9) n;

set search_path to foreign_key_of_partitioned;
insert into a select n from generate_series(0, 199) n; insert into t select n, n, n from generate_series(0, 199) n;

set search_path to not_null;
insert into t select n, n, n from generate_series(1, 50) n; insert into p select n, n, n from generate_series(1, 50) n;

set search_path to partition_attached;
insert into t_0 select n, '2020-01-01' from generate_series(0, 99) n; insert into t_1 select n, '2020-01-01' from generate_series(100, 199) n; insert into t_rest values (null); insert into l_a values ('a');
