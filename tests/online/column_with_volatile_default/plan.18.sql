ALTER TABLE public.p ADD COLUMN token uuid;
ALTER TABLE public.p ALTER COLUMN token SET DEFAULT gen_random_uuid();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT k, id INTO trueup_first FROM ONLY public.p_1 ORDER BY k, id LIMIT 1;
    LOOP
        SELECT k, id INTO trueup_next FROM ONLY public.p_1
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) ORDER BY k, id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.p_1 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (k, id) < (trueup_next.k, trueup_next.id) AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.p_1 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (token IS NULL);
END
$$;
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT k, id INTO trueup_first FROM ONLY public.p_2 ORDER BY k, id LIMIT 1;
    LOOP
        SELECT k, id INTO trueup_next FROM ONLY public.p_2
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) ORDER BY k, id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.p_2 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (k, id) < (trueup_next.k, trueup_next.id) AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.p_2 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (token IS NULL);
END
$$;
ALTER TABLE public.p ADD CONSTRAINT p_token__not_null CHECK (token IS NOT NULL) NOT VALID;
ALTER TABLE public.p VALIDATE CONSTRAINT p_token__not_null;
ALTER TABLE public.p ADD CONSTRAINT p_token_not_null NOT NULL token;
ALTER TABLE public.p DROP CONSTRAINT p_token__not_null;
ALTER TABLE public.t ADD COLUMN at timestamp with time zone;
ALTER TABLE public.t ALTER COLUMN at SET DEFAULT clock_timestamp();
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
        UPDATE ONLY public.t SET at = clock_timestamp()
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (at IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.t SET at = clock_timestamp()
            WHERE id >= trueup_first.id AND (at IS NULL);
END
$$;
ALTER TABLE public.t ADD COLUMN made timestamp with time zone DEFAULT now() NOT NULL;
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
ALTER TABLE public.without_key ADD COLUMN token uuid;
ALTER TABLE public.without_key ALTER COLUMN token SET DEFAULT gen_random_uuid();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('public.without_key') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY public.without_key SET token = gen_random_uuid()
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (token IS NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE public.without_key ADD CONSTRAINT without_key_token_not_null NOT NULL token NOT VALID;
ALTER TABLE public.without_key VALIDATE CONSTRAINT without_key_token_not_null;
