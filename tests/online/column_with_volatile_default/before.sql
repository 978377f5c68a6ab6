create table t (id int primary key, a int);
create table without_key (a int);
create table p (id int, k int, primary key (k, id)) partition by range (k);
create table p_1 partition of p for values from (0) to (100);
create table p_2 partition of p for values from (100) to (200);
