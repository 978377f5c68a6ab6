create table t (a integer, n bigint generated always as identity (start 10));
create table c () inherits (t);
