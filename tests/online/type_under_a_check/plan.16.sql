ALTER TABLE public.t DROP CONSTRAINT t_kind;
ALTER TABLE public.t ALTER COLUMN kind TYPE character varying(20);
ALTER TABLE public.t ADD CONSTRAINT t_kind CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])))) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_kind;
COMMENT ON CONSTRAINT t_kind ON public.t IS 'kinds';
