create schema other_column;
set search_path to other_column;
create table t (id int primary key, now text not null default 'new', n int);
create unique index t_name on t (now);
create index t_low on t (lower(now)) where n > 0;
create index t_n on t (n);
alter table t add constraint t_key unique (now, n);

create schema other_key;
set search_path to other_key;
create table t (now int, n int, primary key (now));

create schema other_name;
set search_path to other_name;
create table u (id int primary key);
create table t (id int primary key, a int, u int,
    constraint other_check check (a > 0), constraint other_reference foreign key (u) references u);
create index other_index on t (a);
alter table t add constraint other_key unique (a, u);
