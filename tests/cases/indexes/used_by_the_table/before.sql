create table t (id integer not null, n integer not null);
create unique index t_id on t (id);
create index t_n on t (n);
