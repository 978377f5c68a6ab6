create table t (k int, at date) partition by range (k);
create table t_0 partition of t for values from (0) to (100);
create table t_1 partition of t for values from (100) to (200);
create table t_2 partition of t for values from (200) to (maxvalue);
create table t_rest partition of t default;
create table l ("Kind" text) partition by list ("Kind");
create table l_a partition of l for values in ('a', 'b''c');
