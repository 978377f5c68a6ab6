SET check_function_bodies = off;
ALTER TABLE public.t ADD COLUMN b integer;
CREATE OR REPLACE FUNCTION public.count_t()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT count(t.b) AS count
    FROM public.t;
END;
CREATE PROCEDURE public.fill(IN a integer)
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO public.t (a, b)
   VALUES (fill.a, fill.a);
END;
