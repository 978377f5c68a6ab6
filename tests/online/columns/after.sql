create schema column_with_volatile_default;
set search_path to column_with_volatile_default;
create table t (id int primary key, a int, token uuid not null default gen_random_uuid(), at timestamptz default clock_timestamp(), made timestamptz not null default now());
create table without_key (a int, token uuid not null default gen_random_uuid());
create table p (id int, k int, token uuid not null default gen_random_uuid(), primary key (k, id)) partition by range (k);
create table p_1 partition of p for values from (0) to (100);
create table p_2 partition of p for values from (100) to (200);

create schema serial_column;
set search_path to serial_column;
create table t (name text, id serial primary key);

create schema identity_column;
set search_path to identity_column;
create table t (name text, id bigint generated always as identity (increment by 2) primary key);

create schema column_with_a_value;
set search_path to column_with_a_value;
create table t (id int primary key, name text not null, status text not null, slug text not null, token uuid not null);
