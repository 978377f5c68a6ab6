create table t (a integer, b integer);
create function count_t() returns bigint language sql begin atomic select count(b) from t; end;
create view v as select count_t() as n;
create procedure fill(a integer) language sql begin atomic insert into t values (a, a); end;
