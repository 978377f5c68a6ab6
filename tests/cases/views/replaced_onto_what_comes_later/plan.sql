ALTER DOMAIN public.amount RENAME TO amount__old;
CREATE DOMAIN public.amount AS bigint;
ALTER DOMAIN public.amount OWNER TO postgres;
CREATE TABLE public.new_orders (
    total public.amount
);
CREATE OR REPLACE VIEW public.v AS
SELECT (total)::bigint AS total
   FROM public.new_orders;
DROP TABLE public.old_orders;
DROP DOMAIN public.amount__old;
