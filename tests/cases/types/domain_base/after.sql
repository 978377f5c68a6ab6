create domain code as text;
create table t (id integer, c code);
