create table t (a integer);
create table log (a integer);
create view v as select a from t;
create rule one as on insert to t do also insert into log values (new.a);
create rule gone as on delete to t do instead nothing;
create rule three as on insert to v do instead insert into t values (new.a);
