create table a (x integer);
create table b (y text);
create index i on a (x);
