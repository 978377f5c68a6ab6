create table t (id serial, n bigint not null);
