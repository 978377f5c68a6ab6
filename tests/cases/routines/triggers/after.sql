create function touch() returns trigger language plpgsql as 'begin return new; end';
create table t (a integer, b integer);
create view v as select a, b from t;
create trigger one before insert or update of a on t for each row when (new.a > 0) execute function touch('x');
create constraint trigger two after update on t deferrable initially deferred for each row execute function touch();
create trigger three instead of insert on v for each row execute function touch();
create trigger four after insert on t referencing new table as added for each statement execute function touch();
alter table t disable trigger one;
alter table t enable always trigger four;
