create table t (a integer, b text, c jsonb, d int4range);
create index t_a on t (a);
create index t_gone on t (b);
