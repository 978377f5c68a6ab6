create table t (a integer not null, b integer not null, c text, constraint t_pkey primary key (a), constraint t_c unique (c));
