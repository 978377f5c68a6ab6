create table t (id int primary key, a int, b text);
create index t_a on t (a);
create index t_b on t (b);
create index t_ab on t (a, b);
