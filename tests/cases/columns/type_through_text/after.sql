create table t (id integer, flag boolean default true, at timestamptz);
