set search_path to index_create;
insert into t select n, n, 'v' || n from generate_series(1, 50) n;

set search_path to index_drop;
insert into t select n, n, 'v' || n from generate_series(1, 50) n;

set search_path to index_replaced;
insert into t select n, n, 'v' || n from generate_series(1, 50) n;

set search_path to index_of_partitioned;
insert into t select n, n, n from generate_series(0, 199) n;
