create schema other_column;
set search_path to other_column;
create table t (id int primary key, was text not null, now text, n int);
create unique index t_name on t (was);
create index t_low on t (lower(was)) where n > 0;
alter table t add constraint t_key unique (was, n);

create schema other_key;
set search_path to other_key;
create table t (was int, now int not null, n int, primary key (was));

create schema other_name;
set search_path to other_name;
create table u (id int primary key);
create table t (id int primary key, a int, u int, gone int,
    constraint one_check check (a > 0), constraint one_reference foreign key (u) references u);
create index one_index on t (a);
create unique index one_key on t (a, u);
