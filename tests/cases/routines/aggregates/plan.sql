DROP AGGREGATE public.other(integer);
CREATE OR REPLACE AGGREGATE public.counted(*) (
    SFUNC = pg_catalog.int8inc,
    STYPE = bigint,
    INITCOND = '5'
);
COMMENT ON AGGREGATE public.counted(*) IS 'rows';
CREATE AGGREGATE public.middle(double precision ORDER BY anyelement) (
    SFUNC = pg_catalog.ordered_set_transition,
    STYPE = internal,
    FINALFUNC = pg_catalog.percentile_disc_final,
    FINALFUNC_EXTRA
);
CREATE AGGREGATE public.other(integer) (
    SFUNC = pg_catalog.int4_sum,
    STYPE = bigint
);
REVOKE EXECUTE ON FUNCTION public.other(integer) FROM PUBLIC;
CREATE OR REPLACE AGGREGATE public.total(integer) (
    SFUNC = pg_catalog.int4pl,
    STYPE = integer,
    COMBINEFUNC = pg_catalog.int4pl,
    INITCOND = '10',
    PARALLEL = SAFE
);
