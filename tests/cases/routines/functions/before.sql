create function f(a integer) returns integer language sql as 'select a';
create function g(a integer) returns integer language sql as 'select 1';
create function h(a integer) returns integer language sql as 'select 1';
create function gone() returns integer language sql as 'select 1';
comment on function g(integer) is 'kept';
grant execute on function g(integer) to tt_reader;
create view uses_g as select g(1) as one;
