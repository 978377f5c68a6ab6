create function f(a integer) returns integer language sql immutable strict parallel safe cost 7 as 'select a + 1';
create function g(b integer) returns integer language sql security definer set search_path = public as 'select 1';
create function h(a integer) returns setof integer language sql rows 7 as 'select 1';
create function h(a text, b integer default 3) returns table (x integer, y text) language sql as 'select 1, a';
comment on function g(integer) is 'kept';
grant execute on function g(integer) to tt_reader;
create view uses_g as select g(1) as one;
