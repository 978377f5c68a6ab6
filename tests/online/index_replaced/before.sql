create table t (id int primary key, a int, b text);
create index t_a on t (a);
comment on index t_a is 'by a';
