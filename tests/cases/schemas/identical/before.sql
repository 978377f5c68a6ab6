create table t (id integer primary key, a text check (a in ('x', 'y')));
create view v as select id from t;
