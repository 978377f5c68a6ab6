create table t (a integer not null, b integer, c integer default 2, d integer constraint d_told not null);
