create table t (id integer not null, n integer not null);
create unique index t_id on t (id);
create index t_n on t (n);
alter table t replica identity using index t_id;
alter table t cluster on t_n;
