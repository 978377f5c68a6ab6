CREATE SEQUENCE public.t_id_seq__new INCREMENT BY 2;
ALTER TABLE public.t ADD COLUMN id bigint;
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq__new'::regclass);
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('public.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY public.t SET id = nextval('public.t_id_seq__new'::regclass)
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
DO $$
BEGIN
    ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2);
    PERFORM pg_catalog.setval('public.t_id_seq', last_value, is_called) FROM public.t_id_seq__new;
    DROP SEQUENCE public.t_id_seq__new;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON public.t USING btree (id);
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
