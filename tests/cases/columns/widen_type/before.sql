create table t (id integer primary key, n integer default 1, v varchar(10));
create view w as select id, n from t;
