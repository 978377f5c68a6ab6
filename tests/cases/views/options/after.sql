create table t (a integer);
create view v as select a from t where a > 0 with local check option;
create view w with (security_invoker = true) as select a from t;
