create type mood as enum ('sad', 'ok', 'happy');
create table t (id integer, m mood default 'ok' not null, many mood[]);
create index t_m on t (m) where m = 'happy';
create view v as select * from t where m <> 'sad';
create function next_mood(mood) returns mood language sql as 'select $1';
comment on type mood is 'kept';
