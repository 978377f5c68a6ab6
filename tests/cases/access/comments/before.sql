create schema s;
create table s.t (a integer primary key, b text);
create index t_b on s.t (b);
comment on table s.t is 'old';
comment on column s.t.a is 'gone';
