DROP POLICY mine ON public.child;
ALTER TABLE public.parent ALTER COLUMN name TYPE integer USING name::integer;
CREATE POLICY mine ON public.child TO tt_writer USING ((name IS NOT NULL));
