DROP INDEX public.t_open;
ALTER TABLE public.t DROP CONSTRAINT known;
ALTER TABLE public.t ALTER COLUMN status TYPE character varying(20);
ALTER TABLE public.t ADD CONSTRAINT known CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying]))));
CREATE INDEX t_open ON public.t USING btree (kept) WHERE ((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])));
