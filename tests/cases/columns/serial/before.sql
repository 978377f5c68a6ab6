create table t (id integer not null, n bigserial);
