create table t (id int, k int, a int) partition by range (k);
create table t_1 partition of t for values from (0) to (100);
create table t_2 partition of t for values from (100) to (200);
