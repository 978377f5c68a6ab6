create table t (k integer not null) partition by list (k);
create unique index t_k on t (k);
create table t_1 (k integer constraint t_k_not_null not null, constraint t_1_pkey primary key (k));
alter table t attach partition t_1 for values in (1);
