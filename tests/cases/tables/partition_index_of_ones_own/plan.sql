DROP INDEX public.t_id;
ALTER TABLE public.t ALTER COLUMN id TYPE bigint;
CREATE INDEX t_id ON ONLY public.t USING btree (id);
CREATE INDEX custom_1 ON public.t_1 USING btree (id) WITH (fillfactor=50);
ALTER TABLE public.t_1 CLUSTER ON custom_1;
COMMENT ON INDEX public.custom_1 IS 'mine';
ALTER INDEX public.t_id ATTACH PARTITION public.custom_1;
CREATE INDEX t_2_id_idx ON public.t_2 USING btree (id);
ALTER INDEX public.t_id ATTACH PARTITION public.t_2_id_idx;
