create aggregate total(integer) (sfunc = int4pl, stype = integer, initcond = '10', combinefunc = int4pl, parallel = safe);
create aggregate other(integer) (sfunc = int4_sum, stype = bigint);
create aggregate counted(*) (sfunc = int8inc, stype = bigint, initcond = '5');
create aggregate middle(float8 order by anyelement)
    (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
create view v as select total(x) as t from generate_series(1, 3) x;
comment on aggregate counted(*) is 'rows';
revoke execute on function other(integer) from public;
