set search_path to keys;
insert into t select n, n, n, n from generate_series(1, 50) n;

set search_path to key_replaced;
insert into t select n, n, n from generate_series(1, 50) n;
