create table t (id int, a int, b int not null, constraint t_a unique (a), constraint t_pkey primary key (id));
