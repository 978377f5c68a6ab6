create table t (a integer not null, b integer constraint b_ok check (b > 0));
create table c (constraint b_ok check (b > 0)) inherits (t);
create table d () inherits (t);
create table e (a integer not null) inherits (t);
create table p (k integer, n integer not null) partition by list (k);
create table p_1 partition of p for values in (1);
alter table p_1 alter n set not null;
create table p_2 partition of p for values in (2);
