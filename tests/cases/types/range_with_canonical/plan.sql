SET check_function_bodies = off;
CREATE TYPE public.days;
CREATE FUNCTION public.days_canonical(public.days)
 RETURNS public.days
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$daterange_canonical$function$;
CREATE TYPE public.days AS RANGE (
    SUBTYPE = date,
    CANONICAL = public.days_canonical
);
ALTER TABLE public.t ADD COLUMN d public.days;
