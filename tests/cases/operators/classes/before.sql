create type pair as (a integer, b integer);
create function less(pair, pair) returns boolean immutable language sql as 'select true';
create function compare(pair, pair) returns integer immutable language sql as 'select 0';
create operator <<< (leftarg = pair, rightarg = pair, function = less);
create operator family loose using btree;
create operator class ints for type integer using btree as operator 1 <, function 1 btint4cmp(integer, integer);
create table t (a integer);
create index t_a on t (a ints);
