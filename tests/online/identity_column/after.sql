create table t (name text, id bigint generated always as identity (increment by 2) primary key);
