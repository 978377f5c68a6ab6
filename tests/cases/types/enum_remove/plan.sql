SET check_function_bodies = off;
DROP VIEW public.v;
DROP INDEX public.t_m;
DROP FUNCTION public.next_mood(public.mood);
ALTER TYPE public.mood RENAME TO mood__old;
CREATE TYPE public.mood AS ENUM ('happy', 'ok');
ALTER TYPE public.mood OWNER TO postgres;
COMMENT ON TYPE public.mood IS 'kept';
CREATE FUNCTION public.next_mood(public.mood)
 RETURNS public.mood
 LANGUAGE sql
AS $function$select $1$function$;
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING m::text::public.mood;
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'ok'::public.mood;
ALTER TABLE public.t ALTER COLUMN many TYPE public.mood[] USING many::text[]::public.mood[];
DROP TYPE public.mood__old;
CREATE INDEX t_m ON public.t USING btree (m) WHERE (m = 'happy'::public.mood);
CREATE VIEW public.v AS
SELECT id,
    m,
    many
   FROM public.t
  WHERE (m <> 'ok'::public.mood);
