create table t (id integer not null, k integer not null) partition by hash (k);
create table t_0 partition of t for values with (modulus 2, remainder 0);
create table t_1 (id integer not null, k integer not null);
