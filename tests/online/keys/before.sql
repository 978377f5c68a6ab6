create schema keys;
set search_path to keys;
create table t (id int, a int, b int, c int);

create schema key_replaced;
set search_path to key_replaced;
create table t (id int, a int, b int not null, constraint t_a unique (a), constraint t_pkey primary key (id));
