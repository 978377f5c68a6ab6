create table t (a integer);
create table c () inherits (t);
