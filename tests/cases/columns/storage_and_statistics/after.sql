create table t (a text, b jsonb, c integer);
alter table t alter a set storage external, alter b set compression pglz, alter c set statistics 500, alter c set (n_distinct = -0.5);
