ALTER TABLE public.a DROP COLUMN x;
ALTER TABLE public.b DROP COLUMN y;
ALTER TABLE public.a ADD COLUMN y text;
ALTER TABLE public.b ADD COLUMN x integer;
CREATE INDEX i ON public.b USING btree (x);
