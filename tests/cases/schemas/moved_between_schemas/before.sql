create schema a;
create schema b;
create table a.t (id integer primary key);
create function a.f() returns integer language sql as 'select 1';
