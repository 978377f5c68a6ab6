ALTER TABLE public.t ADD COLUMN slug text;
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
        UPDATE ONLY public.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (slug IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND (slug IS NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_slug_not_null NOT NULL slug NOT VALID;
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
        UPDATE ONLY public.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (slug IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND (slug IS NULL);
END
$$;
ALTER TABLE public.t VALIDATE CONSTRAINT t_slug_not_null;
ALTER TABLE public.t ADD COLUMN status text DEFAULT 'active' NOT NULL;
ALTER TABLE public.t ALTER COLUMN status DROP DEFAULT;
ALTER TABLE public.t ADD COLUMN token uuid;
ALTER TABLE public.t ALTER COLUMN token SET DEFAULT gen_random_uuid();
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
        UPDATE ONLY public.t SET token = gen_random_uuid()
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET token = gen_random_uuid()
            WHERE id >= trueup_first.id AND (token IS NULL);
END
$$;
ALTER TABLE public.t ADD CONSTRAINT t_token_not_null NOT NULL token NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_token_not_null;
ALTER TABLE public.t ALTER COLUMN token DROP DEFAULT;
