create schema s;
create table s.t (a integer primary key, b text);
create index t_b on s.t (b);
comment on schema s is 'a schema';
comment on table s.t is 'it''s new; -- really';
comment on column s.t.b is E'two\nlines \\ 🐘';
comment on constraint t_pkey on s.t is 'the key';
comment on index s.t_b is 'an index';
comment on index s.t_pkey is 'of the key';
