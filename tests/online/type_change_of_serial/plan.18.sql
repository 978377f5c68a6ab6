ALTER SEQUENCE public.t_id_seq AS bigint;
ALTER TABLE public.t ADD COLUMN code__new uuid;
CREATE FUNCTION public.t_code__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.code__new := NEW.code::uuid;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_code__sync BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.t_code__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY public.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY public.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.t SET code__new = code::uuid
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (code__new IS NULL AND code IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET code__new = code::uuid
            WHERE id >= trueup_first.id AND (code__new IS NULL AND code IS NOT NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_code__same CHECK (code__new IS NOT DISTINCT FROM code::uuid) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_code__same;
ALTER TABLE public.t ADD CONSTRAINT t_code_not_null__new NOT NULL code__new NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_code_not_null__new;
CREATE UNIQUE INDEX CONCURRENTLY t_code__new ON public.t USING btree (code__new);
DO $$
BEGIN
    LOCK TABLE public.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_code__sync ON public.t;
    DROP FUNCTION public.t_code__sync();
    ALTER TABLE public.t DROP COLUMN code;
    ALTER TABLE public.t RENAME COLUMN code__new TO code;
    ALTER TABLE public.t RENAME CONSTRAINT t_code_not_null__new TO t_code_not_null;
    ALTER INDEX public.t_code__new RENAME TO t_code;
END
$$;
ANALYZE public.t (code);
ALTER TABLE public.t ADD COLUMN id__new bigint;
CREATE FUNCTION public.t_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id__new := NEW.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_id__sync BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.t_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY public.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY public.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.t SET id__new = id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET id__new = id
            WHERE id >= trueup_first.id AND (id__new IS NULL AND id IS NOT NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_id__same CHECK (id__new IS NOT DISTINCT FROM id::bigint) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_id__same;
ALTER TABLE public.t ADD CONSTRAINT t_id_not_null__new NOT NULL id__new NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_id_not_null__new;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey__new ON public.t USING btree (id__new);
DO $$
BEGIN
    LOCK TABLE public.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_id__sync ON public.t;
    DROP FUNCTION public.t_id__sync();
    ALTER SEQUENCE public.t_id_seq OWNED BY NONE;
    ALTER TABLE public.t DROP COLUMN id;
    ALTER TABLE public.t RENAME COLUMN id__new TO id;
    ALTER TABLE public.t RENAME CONSTRAINT t_id_not_null__new TO t_id_not_null;
    ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey__new;
    ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
    ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
END
$$;
ANALYZE public.t (id);
ALTER TABLE public.t ADD COLUMN kind__new character varying(10);
CREATE FUNCTION public.t_kind__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.kind__new := NEW.kind;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_kind__sync BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.t_kind__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY public.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY public.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.t SET kind__new = kind
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (kind__new IS NULL AND kind IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET kind__new = kind
            WHERE id >= trueup_first.id AND (kind__new IS NULL AND kind IS NOT NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_kind__same CHECK (kind__new IS NOT DISTINCT FROM kind::character varying(10)) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_kind__same;
DO $$
BEGIN
    LOCK TABLE public.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_kind__sync ON public.t;
    DROP FUNCTION public.t_kind__sync();
    ALTER TABLE public.t DROP COLUMN kind;
    ALTER TABLE public.t RENAME COLUMN kind__new TO kind;
    ALTER TABLE public.t ALTER COLUMN kind SET DEFAULT 'a'::character varying;
    ALTER TABLE public.t ADD CONSTRAINT t_kind CHECK (((kind)::text <> ''::text)) NOT VALID;
END
$$;
ALTER TABLE public.t VALIDATE CONSTRAINT t_kind;
ANALYZE public.t (kind);
