create sequence a as smallint increment 2 minvalue -10 maxvalue 100 cache 5 cycle;
create sequence b;
create table t (id integer);
