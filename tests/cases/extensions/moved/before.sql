create schema ext;
create extension vector;
create table t (v vector(3));
comment on extension vector is 'mine';
