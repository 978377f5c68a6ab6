create table t (k integer not null, n integer) partition by list (k);
create table t_1 partition of t for values in (1);
create table t_2 partition of t for values in (2);
create index t_2_own on t_2 (n);
