create table t (id bigint not null, day int not null) partition by range (day);
create table t_1 partition of t for values from (0) to (10);
create table t_2 partition of t for values from (10) to (20);
create index custom_1 on t_1 (id) with (fillfactor = 50);
comment on index custom_1 is 'mine';
create index t_id on t (id);
alter table t_1 cluster on custom_1;
