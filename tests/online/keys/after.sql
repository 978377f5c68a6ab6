create table t (id int primary key, a int, b int, c int,
    constraint t_a unique nulls not distinct (a) include (c),
    constraint t_b unique (b, c) deferrable initially deferred);
comment on constraint t_a on t is 'one';
