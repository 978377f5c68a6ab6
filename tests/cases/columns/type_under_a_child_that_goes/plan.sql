SET check_function_bodies = off;
ALTER TABLE public.parent ALTER COLUMN a TYPE text;
CREATE OR REPLACE FUNCTION public.total()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT count(parent.a) AS count
    FROM public.parent;
END;
DROP TABLE public.child;
