create type pair as (a bigint, c date, d text collate "C");
create function first(pair) returns integer language sql as 'select 1';
comment on column pair.d is 'fourth';
