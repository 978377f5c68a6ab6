create schema s;
create table a (id integer primary key, n integer, t text);
create table b (id integer primary key);
create table s.c (id integer primary key);
create publication p for table a (id, n) where (id > 0), b;
create publication q for all tables;
create publication gone for table b;
