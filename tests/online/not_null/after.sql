create table t (id int primary key, a int not null, b int constraint needed not null);
create table p (id int not null, k int, a int not null) partition by range (k);
create table p_1 partition of p for values from (0) to (100);
