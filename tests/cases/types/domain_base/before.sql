create domain code as varchar(10);
create table t (id integer, c code);
