SET check_function_bodies = off;
DROP PROCEDURE public.gone();
DROP PROCEDURE public.p(integer);
CREATE PROCEDURE public.p(IN a integer, INOUT b text DEFAULT 'x'::text)
 LANGUAGE plpgsql
 SECURITY DEFINER
AS $procedure$begin end$procedure$;
COMMENT ON PROCEDURE public.p(integer, text) IS 'works';
REVOKE EXECUTE ON PROCEDURE public.p(integer, text) FROM PUBLIC;
