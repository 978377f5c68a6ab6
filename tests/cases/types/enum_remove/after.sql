create type mood as enum ('happy', 'ok');
create table t (id integer, m mood default 'ok' not null, many mood[]);
create index t_m on t (m) where m = 'happy';
create view v as select * from t where m <> 'ok';
create function next_mood(mood) returns mood language sql as 'select $1';
comment on type mood is 'kept';
