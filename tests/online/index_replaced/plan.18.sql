ALTER TABLE public.t ADD COLUMN c integer;
CREATE INDEX CONCURRENTLY t_a__new ON public.t USING btree (a, b);
DROP INDEX CONCURRENTLY public.t_a;
ALTER INDEX public.t_a__new RENAME TO t_a;
COMMENT ON INDEX public.t_a IS 'by a';
