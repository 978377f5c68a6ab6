create table t (a text, b text collate "POSIX");
create index t_a on t (a);
