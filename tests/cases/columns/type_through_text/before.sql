create table t (id integer, flag text default 'yes', at text);
