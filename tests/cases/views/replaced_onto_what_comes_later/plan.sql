DROP VIEW public.v;
DROP TABLE public.old_orders;
ALTER DOMAIN public.amount RENAME TO amount__old;
CREATE DOMAIN public.amount AS bigint;
ALTER DOMAIN public.amount OWNER TO postgres;
DROP DOMAIN public.amount__old;
CREATE TABLE public.new_orders (
    total public.amount
);
CREATE VIEW public.v AS
SELECT (total)::bigint AS total
   FROM public.new_orders;
COMMENT ON VIEW public.v IS 'kept';
GRANT SELECT ON TABLE public.v TO tt_reader;
