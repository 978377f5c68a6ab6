create aggregate total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
create aggregate other(integer) (sfunc = int4pl, stype = integer);
create aggregate counted(*) (sfunc = int8inc, stype = bigint, initcond = '0');
create view v as select total(x) as t from generate_series(1, 3) x;
