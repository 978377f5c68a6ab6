create table t (id integer primary key, name text, score integer default 7 not null, seen timestamptz default now());
