create schema b;
create table b.t (id integer primary key);
create function b.f() returns integer language sql as 'select 1';
