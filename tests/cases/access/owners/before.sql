create schema s;
create table s.t (id serial, a integer);
create view s.v as select a from s.t;
create function s.f() returns integer language sql as 'select 1';
create type s.pair as (a integer);
