create table t (id int not null, a int, b int not null, constraint t_a unique (a, b), constraint t_pkey primary key (id, b));
