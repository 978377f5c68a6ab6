create schema ext;
create extension vector schema ext;
create table t (id integer, v ext.vector(3));
create index t_v on t using hnsw (v ext.vector_cosine_ops) with (m = 8);
