create schema checks_and_foreign_keys;
set search_path to checks_and_foreign_keys;
create table a (id int primary key);
create table b (id int primary key, a int, n int,
    constraint b_n check (n > 0),
    constraint b_a foreign key (a) references a (id) on delete cascade deferrable);
comment on constraint b_n on b is 'positive';

create schema foreign_key_of_partitioned;
set search_path to foreign_key_of_partitioned;
create table a (id int primary key);
create table t (id int, k int, a int, constraint t_a foreign key (a) references a (id)) partition by range (k);
create table t_1 partition of t for values from (0) to (100);
create table t_2 partition of t for values from (100) to (200) partition by list (k);
create table t_2_1 partition of t_2 default;

create schema not_null;
set search_path to not_null;
create table t (id int primary key, a int not null, b int constraint needed not null);
create table p (id int not null, k int, a int not null) partition by range (k);
create table p_1 partition of p for values from (0) to (100);

create schema partition_attached;
set search_path to partition_attached;
create table t (k int, at date) partition by range (k);
create table t_0 partition of t for values from (0) to (100);
create table t_1 partition of t for values from (100) to (200);
create table t_2 partition of t for values from (200) to (maxvalue);
create table t_rest partition of t default;
create table l ("Kind" text) partition by list ("Kind");
create table l_a partition of l for values in ('a', 'b''c');
