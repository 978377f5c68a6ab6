create table gone (id integer primary key);
create view gone_v as select * from gone;
