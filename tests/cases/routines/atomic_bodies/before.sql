create table t (a integer);
create function count_t() returns bigint language sql begin atomic select count(*) from t; end;
create view v as select count_t() as n;
