create type pair as (a integer, b text, c date);
create function first(pair) returns integer language sql as 'select 1';
