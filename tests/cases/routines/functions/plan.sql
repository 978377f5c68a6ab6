SET check_function_bodies = off;
DROP VIEW public.uses_g;
DROP FUNCTION public.g(integer);
DROP FUNCTION public.gone();
DROP FUNCTION public.h(integer);
CREATE OR REPLACE FUNCTION public.f(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 7
AS $function$select a + 1$function$;
CREATE FUNCTION public.g(b integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$select 1$function$;
COMMENT ON FUNCTION public.g(integer) IS 'kept';
GRANT EXECUTE ON FUNCTION public.g(integer) TO tt_reader;
CREATE FUNCTION public.h(a integer)
 RETURNS SETOF integer
 LANGUAGE sql
 ROWS 7
AS $function$select 1$function$;
CREATE FUNCTION public.h(a text, b integer DEFAULT 3)
 RETURNS TABLE(x integer, y text)
 LANGUAGE sql
AS $function$select 1, a$function$;
CREATE VIEW public.uses_g AS
SELECT public.g(1) AS one;
