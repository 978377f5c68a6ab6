create table t (id int primary key, a int, b text);
create index t_a on t (a) where a > 0;
create unique index t_b on t (lower(b)) include (a);
