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

create schema index_of_matview;
set search_path to index_of_matview;
create table t (id int primary key, a int);
create materialized view m as select id, a from t;
create unique index m_id on m (id);
create index m_a on m (a, id);
create materialized view of_m as select count(*) as n from m;
create unique index of_m_n on of_m (n);
