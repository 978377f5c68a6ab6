create schema index_create;
set search_path to index_create;
create table t (id int primary key, a int, b text);

create schema index_drop;
set search_path to index_drop;
create table t (id int primary key, a int, b text);
create index t_a on t (a);
create index t_b on t (b);
create index t_ab on t (a, b);

create schema index_replaced;
set search_path to index_replaced;
create table t (id int primary key, a int, b text);
create index t_a on t (a);
comment on index t_a is 'by a';

create schema index_of_partitioned;
set search_path to index_of_partitioned;
create table t (id int, k int, a int) partition by range (k);
create table t_1 partition of t for values from (0) to (100);
create table t_2 partition of t for values from (100) to (200);

create schema index_of_matview;
set search_path to index_of_matview;
create table t (id int primary key, a int);
create materialized view m as select id, a from t;
create index m_a on m (a);
create materialized view of_m as select count(*) as n from m;
