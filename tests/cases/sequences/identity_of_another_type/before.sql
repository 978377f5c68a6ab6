create table t (id integer generated always as identity, n bigint generated always as identity (maxvalue 5000000000));
