create table t (a bigint[] default '{}', b interval, c numeric(12,2), d timestamptz);
