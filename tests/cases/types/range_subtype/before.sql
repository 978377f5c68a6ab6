create type span as range (subtype = float8);
create domain short as span check (upper(value) - lower(value) < 10);
create table t (id integer, s span default '[1,2)', many span[], all_of span_multirange, d short);
create index t_s on t using gist (s);
create view v as select lower(s) as l from t;
