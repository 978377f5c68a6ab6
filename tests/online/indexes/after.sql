create schema index_create;
set search_path to index_create;
create table t (id int primary key, a int, b text);
create index t_a on t (a) where a > 0;
create unique index t_b on t (lower(b)) include (a);

create schema index_drop;
set search_path to index_drop;
create table t (id int primary key, a int);

create schema index_replaced;
set search_path to index_replaced;
create table t (id int primary key, a int, b text, c int);
create index t_a on t (a, b);
comment on index t_a is 'by a';

create schema index_of_partitioned;
set search_path to index_of_partitioned;
create table t (id int not null, k int not null, a int, primary key (id, k)) partition by range (k);
create table t_1 partition of t for values from (0) to (100);
create table t_2 partition of t for values from (100) to (200);
create index t_a on t (a);
