create table a (id integer primary key, n integer, t text);
create publication p for table a (id, n) where (n > 0);
