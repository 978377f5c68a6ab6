CREATE SEQUENCE public.t_id_seq AS integer;
ALTER TABLE public.t ADD COLUMN id integer;
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('public.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY public.t SET id = nextval('public.t_id_seq'::regclass)
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (id IS NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_id__not_null CHECK (id IS NOT NULL) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_id__not_null;
ALTER TABLE public.t ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT t_id__not_null;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON public.t USING btree (id);
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
