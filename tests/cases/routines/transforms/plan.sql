SET check_function_bodies = off;
CREATE OR REPLACE TRANSFORM FOR public.pair LANGUAGE plpgsql (FROM SQL WITH FUNCTION public.from_pair(internal), TO SQL WITH FUNCTION public.to_pair(internal));
CREATE FUNCTION public.uses(public.pair)
 RETURNS integer
 TRANSFORM FOR TYPE public.pair
 LANGUAGE plpgsql
AS $function$begin return 1; end$function$;
