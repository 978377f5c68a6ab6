CREATE TYPE public.mood__new AS ENUM ('happy', 'ok');
ALTER TABLE public.t ADD COLUMN all_of__new public.mood__new[];
CREATE FUNCTION public.t_all_of__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.all_of__new := NEW.all_of::text[]::public.mood__new[];
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_all_of__sync BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.t_all_of__sync();
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
        UPDATE ONLY public.t SET all_of__new = all_of::text[]::public.mood__new[]
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (all_of__new IS NULL AND all_of IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET all_of__new = all_of::text[]::public.mood__new[]
            WHERE id >= trueup_first.id AND (all_of__new IS NULL AND all_of IS NOT NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_all_of__same CHECK (all_of__new IS NOT DISTINCT FROM all_of::text[]::public.mood__new[]) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_all_of__same;
ALTER TABLE public.t ADD COLUMN m__new public.mood__new;
CREATE FUNCTION public.t_m__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.m__new := NEW.m::text::public.mood__new;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_m__sync BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.t_m__sync();
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
        UPDATE ONLY public.t SET m__new = m::text::public.mood__new
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (m__new IS NULL AND m IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET m__new = m::text::public.mood__new
            WHERE id >= trueup_first.id AND (m__new IS NULL AND m IS NOT NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_m__same CHECK (m__new IS NOT DISTINCT FROM m::text::public.mood__new) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_m__same;
ALTER TABLE public.t ADD CONSTRAINT t_m_not_null__new NOT NULL m__new NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_m_not_null__new;
CREATE INDEX CONCURRENTLY t_m__new ON public.t USING btree (m__new);
ALTER TABLE public.u ADD COLUMN m__new public.mood__new;
CREATE FUNCTION public.u_m__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.m__new := NEW.m::text::public.mood__new;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_u_m__sync BEFORE INSERT OR UPDATE ON public.u FOR EACH ROW EXECUTE FUNCTION public.u_m__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('public.u') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY public.u SET m__new = m::text::public.mood__new
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (m__new IS NULL AND m IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE public.u ADD CONSTRAINT u_m__same CHECK (m__new IS NOT DISTINCT FROM m::text::public.mood__new) NOT VALID;
ALTER TABLE public.u VALIDATE CONSTRAINT u_m__same;
DO $$
BEGIN
    LOCK TABLE public.t, public.u IN ACCESS EXCLUSIVE MODE;
    ALTER TYPE public.mood RENAME TO mood__old;
    ALTER TYPE public.mood__new RENAME TO mood;
    DROP TRIGGER zzz_t_all_of__sync ON public.t;
    DROP FUNCTION public.t_all_of__sync();
    ALTER TABLE public.t DROP COLUMN all_of;
    ALTER TABLE public.t RENAME COLUMN all_of__new TO all_of;
    DROP TRIGGER zzz_t_m__sync ON public.t;
    DROP FUNCTION public.t_m__sync();
    ALTER TABLE public.t DROP COLUMN m;
    ALTER TABLE public.t RENAME COLUMN m__new TO m;
    ALTER TABLE public.t RENAME CONSTRAINT t_m_not_null__new TO t_m_not_null;
    ALTER INDEX public.t_m__new RENAME TO t_m;
    ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'ok'::public.mood;
    DROP TRIGGER zzz_u_m__sync ON public.u;
    DROP FUNCTION public.u_m__sync();
    ALTER TABLE public.u DROP COLUMN m;
    ALTER TABLE public.u RENAME COLUMN m__new TO m;
    DROP TYPE public.mood__old;
END
$$;
ANALYZE public.t (all_of);
ANALYZE public.t (m);
ANALYZE public.u (m);
ALTER TYPE public.mood OWNER TO postgres;
COMMENT ON TYPE public.mood IS 'how';
