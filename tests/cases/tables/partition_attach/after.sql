create table t (id integer not null, k integer not null) partition by hash (k);
create table t_0 (id integer not null, k integer not null);
create table t_1 partition of t for values with (modulus 2, remainder 1);
