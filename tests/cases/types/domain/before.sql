create domain positive as integer default 1 constraint is_positive check (value > 0);
create table t (n positive, m positive not null);
