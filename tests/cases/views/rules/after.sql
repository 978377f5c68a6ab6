create table t (a integer);
create table log (a integer);
create view v as select a from t;
create rule one as on insert to t where new.a > 0 do also insert into log values (new.a + 1);
create rule three as on insert to v do instead insert into t values (new.a);
create rule four as on update to t do also insert into log values (old.a);
alter table t disable rule four;
comment on rule one on t is 'logged';
