create table t (id integer primary key, n bigint default 1, v varchar(20));
create view w as select id, n from t;
