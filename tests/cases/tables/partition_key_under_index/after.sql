create table t (k integer not null, constraint t_pkey primary key (k)) partition by list (k);
create table t_1 partition of t for values in (1);
