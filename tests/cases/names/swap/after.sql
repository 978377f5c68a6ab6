create table a (y text);
create table b (x integer);
create index i on b (x);
