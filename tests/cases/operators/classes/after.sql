create type pair as (a integer, b integer);
create function less(pair, pair) returns boolean immutable language sql as 'select true';
create function compare(pair, pair) returns integer immutable language sql as 'select 0';
create operator <<< (leftarg = pair, rightarg = pair, function = less);
create operator family loose using btree;
alter operator family loose using btree add operator 1 <<< (pair, pair), function 1 (pair, pair) compare(pair, pair);
create operator class pairs default for type pair using btree family loose as function 2 (pair, pair) btint4sortsupport(internal);
create operator class ints for type integer using btree as
    operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(integer, integer);
create table t (a integer);
create index t_a on t (a ints);
comment on operator class ints using btree is 'backwards';
