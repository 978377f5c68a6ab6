create schema s;
create table a (id integer primary key, n integer, t text);
create table b (id integer primary key);
create table s.c (id integer primary key);
create publication p for table a (id, t) where (id > 1) with (publish = 'insert, delete', publish_via_partition_root = true);
create publication q for tables in schema s, table b with (publish_generated_columns = stored);
comment on publication p is 'most';
