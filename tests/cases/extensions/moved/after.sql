create schema ext;
create extension vector schema ext;
create table t (v ext.vector(3));
