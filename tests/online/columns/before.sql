create schema column_with_volatile_default;
set search_path to column_with_volatile_default;
create table t (id int primary key, a int);
create table without_key (a int);
create table p (id int, k int, primary key (k, id)) partition by range (k);
create table p_1 partition of p for values from (0) to (100);
create table p_2 partition of p for values from (100) to (200);

create schema serial_column;
set search_path to serial_column;
create table t (name text);

create schema identity_column;
set search_path to identity_column;
create table t (name text);

create schema column_with_a_value;
set search_path to column_with_a_value;
create table t (id int primary key, name text not null);
