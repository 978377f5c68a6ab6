create table t (id integer, name text);
