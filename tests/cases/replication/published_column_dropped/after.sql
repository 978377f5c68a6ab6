create table a (id integer primary key, t text);
create publication p for table a (id, t);
