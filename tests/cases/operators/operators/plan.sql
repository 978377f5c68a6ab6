SET check_function_bodies = off;
CREATE FUNCTION public.turned(public.pair)
 RETURNS public.pair
 LANGUAGE sql
 IMMUTABLE
AS $function$select $1$function$;
ALTER OPERATOR public.=== (public.pair, public.pair) SET (RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, COMMUTATOR = OPERATOR(public.===), HASHES);
CREATE OPERATOR public.>>> (
    FUNCTION = public.more,
    LEFTARG = public.pair,
    RIGHTARG = public.pair,
    COMMUTATOR = OPERATOR(public.<<<)
);
CREATE OPERATOR public.@@@ (
    FUNCTION = public.turned,
    RIGHTARG = public.pair
);
ALTER OPERATOR public.@@@ (NONE, public.pair) OWNER TO tt_owner;
COMMENT ON OPERATOR public.@@@ (NONE, public.pair) IS 'turns';
