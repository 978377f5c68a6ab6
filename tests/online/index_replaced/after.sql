create table t (id int primary key, a int, b text, c int);
create index t_a on t (a, b);
comment on index t_a is 'by a';
