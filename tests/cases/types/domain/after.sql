create domain positive as integer default 2 not null constraint is_positive check (value >= 1) constraint is_small check (value < 1000);
create table t (n positive, m positive not null);
comment on domain positive is 'one and up';
