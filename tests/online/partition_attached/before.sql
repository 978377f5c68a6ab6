create table t (k int, at date) partition by range (k);
create table t_0 partition of t for values from (0) to (100);
create table t_1 (k int, at date);
create table t_rest partition of t default;
create table l ("Kind" text) partition by list ("Kind");
create table l_a ("Kind" text);
