-- What a materialized view is filled from is read with the rights of the views' owners.
create table t (a int);
create view v as select a from t;
alter view v owner to tt_owner;
