create table t (a text, b jsonb, c integer);
