create function touch() returns trigger language plpgsql as 'begin return new; end';
create table t (a integer, b integer);
create view v as select a from t;
create trigger one before insert on t for each row execute function touch();
create trigger two after update on t for each statement execute function touch();
create trigger three instead of insert on v for each row execute function touch();
