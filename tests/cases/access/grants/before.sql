create schema s;
create table s.t (a integer, b text);
create function s.f() returns integer language sql as 'select 1';
create type s.mood as enum ('a');
create sequence s.n;
grant usage on schema s to tt_reader;
grant select on s.t to tt_reader with grant option;
grant update (a) on s.t to tt_writer;
