create schema keys;
set search_path to keys;
create table t (id int primary key, a int, b int, c int,
    constraint t_a unique nulls not distinct (a) include (c),
    constraint t_b unique (b, c) deferrable initially deferred);
comment on constraint t_a on t is 'one';

create schema key_replaced;
set search_path to key_replaced;
create table t (id int not null, a int, b int not null, constraint t_a unique (a, b), constraint t_pkey primary key (id, b));
