create type mood as enum ('happy', 'ok');
create table t (id int primary key, m mood not null default 'ok', all_of mood[]);
create table u (m mood);
create index t_m on t (m);
comment on type mood is 'how';
