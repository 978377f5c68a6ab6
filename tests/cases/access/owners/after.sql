create schema s authorization tt_owner;
create table s.t (id serial, a integer);
create view s.v as select a from s.t;
create function s.f() returns integer language sql as 'select 1';
create type s.pair as (a integer);
alter table s.t owner to tt_owner;
alter view s.v owner to tt_writer;
alter function s.f() owner to tt_owner;
alter type s.pair owner to tt_owner;
