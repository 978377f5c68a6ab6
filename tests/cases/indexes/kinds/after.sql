create table t (a integer, b text, c jsonb, d int4range);
create index t_a on t (a desc nulls last) include (b) where a > 0;
create unique index t_lower on t (lower(b) collate "C" text_pattern_ops, a);
create index t_c on t using gin (c jsonb_path_ops) with (fastupdate = off);
create index t_d on t using gist (d);
create index t_h on t using hash (a);
create index t_x on t ((a + 1), b);
alter index t_x alter column 1 set statistics 300;
comment on index t_a is 'ordered';
