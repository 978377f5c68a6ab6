create table t (id int primary key, a int, b int);
create table p (id int, k int, a int) partition by range (k);
create table p_1 partition of p for values from (0) to (100);
