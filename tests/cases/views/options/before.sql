create table t (a integer);
create view v as select a from t where a > 0;
create view w with (security_barrier = true) as select a from t;
