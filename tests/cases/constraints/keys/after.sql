create table t (a integer not null, b integer not null, c text, constraint t_pkey primary key (a, b), constraint t_c unique nulls not distinct (c) include (a));
