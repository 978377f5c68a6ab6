CREATE SEQUENCE serial_column.t_id_seq AS integer;
ALTER TABLE column_with_a_value.t ADD COLUMN status text DEFAULT 'active' NOT NULL;
ALTER TABLE column_with_a_value.t ALTER COLUMN status DROP DEFAULT;
ALTER TABLE column_with_a_value.t ADD COLUMN slug text;
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY column_with_a_value.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY column_with_a_value.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_a_value.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (slug IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_a_value.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND (slug IS NULL);
END
$$;
ALTER TABLE column_with_a_value.t ADD CONSTRAINT t_slug_not_null NOT NULL slug NOT VALID;
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY column_with_a_value.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY column_with_a_value.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_a_value.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (slug IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_a_value.t SET slug = lower(name)
            WHERE id >= trueup_first.id AND (slug IS NULL);
END
$$;
ALTER TABLE column_with_a_value.t VALIDATE CONSTRAINT t_slug_not_null;
ALTER TABLE column_with_a_value.t ADD COLUMN token uuid;
ALTER TABLE column_with_a_value.t ALTER COLUMN token SET DEFAULT gen_random_uuid();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY column_with_a_value.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY column_with_a_value.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_a_value.t SET token = gen_random_uuid()
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_a_value.t SET token = gen_random_uuid()
            WHERE id >= trueup_first.id AND (token IS NULL);
END
$$;
ALTER TABLE column_with_a_value.t ADD CONSTRAINT t_token_not_null NOT NULL token NOT VALID;
ALTER TABLE column_with_a_value.t VALIDATE CONSTRAINT t_token_not_null;
ALTER TABLE column_with_a_value.t ALTER COLUMN token DROP DEFAULT;
ALTER TABLE column_with_volatile_default.p ADD COLUMN token uuid;
ALTER TABLE column_with_volatile_default.p ALTER COLUMN token SET DEFAULT gen_random_uuid();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT k, id INTO trueup_first FROM ONLY column_with_volatile_default.p_1 ORDER BY k, id LIMIT 1;
    LOOP
        SELECT k, id INTO trueup_next FROM ONLY column_with_volatile_default.p_1
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) ORDER BY k, id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_volatile_default.p_1 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (k, id) < (trueup_next.k, trueup_next.id) AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_volatile_default.p_1 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (token IS NULL);
END
$$;
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT k, id INTO trueup_first FROM ONLY column_with_volatile_default.p_2 ORDER BY k, id LIMIT 1;
    LOOP
        SELECT k, id INTO trueup_next FROM ONLY column_with_volatile_default.p_2
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) ORDER BY k, id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_volatile_default.p_2 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (k, id) < (trueup_next.k, trueup_next.id) AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_volatile_default.p_2 SET token = gen_random_uuid()
            WHERE (k, id) >= (trueup_first.k, trueup_first.id) AND (token IS NULL);
END
$$;
ALTER TABLE column_with_volatile_default.p ADD CONSTRAINT p_token__not_null CHECK (token IS NOT NULL) NOT VALID;
ALTER TABLE column_with_volatile_default.p VALIDATE CONSTRAINT p_token__not_null;
ALTER TABLE column_with_volatile_default.p ADD CONSTRAINT p_token_not_null NOT NULL token;
ALTER TABLE column_with_volatile_default.p DROP CONSTRAINT p_token__not_null;
ALTER TABLE column_with_volatile_default.t ADD COLUMN token uuid;
ALTER TABLE column_with_volatile_default.t ALTER COLUMN token SET DEFAULT gen_random_uuid();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY column_with_volatile_default.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY column_with_volatile_default.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_volatile_default.t SET token = gen_random_uuid()
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (token IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_volatile_default.t SET token = gen_random_uuid()
            WHERE id >= trueup_first.id AND (token IS NULL);
END
$$;
ALTER TABLE column_with_volatile_default.t ADD CONSTRAINT t_token_not_null NOT NULL token NOT VALID;
ALTER TABLE column_with_volatile_default.t VALIDATE CONSTRAINT t_token_not_null;
ALTER TABLE column_with_volatile_default.t ADD COLUMN at timestamp with time zone;
ALTER TABLE column_with_volatile_default.t ALTER COLUMN at SET DEFAULT clock_timestamp();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY column_with_volatile_default.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY column_with_volatile_default.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY column_with_volatile_default.t SET at = clock_timestamp()
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (at IS NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY column_with_volatile_default.t SET at = clock_timestamp()
            WHERE id >= trueup_first.id AND (at IS NULL);
END
$$;
ALTER TABLE column_with_volatile_default.t ADD COLUMN made timestamp with time zone DEFAULT now() NOT NULL;
ALTER TABLE column_with_volatile_default.without_key ADD COLUMN token uuid;
ALTER TABLE column_with_volatile_default.without_key ALTER COLUMN token SET DEFAULT gen_random_uuid();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('column_with_volatile_default.without_key') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY column_with_volatile_default.without_key SET token = gen_random_uuid()
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (token IS NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE column_with_volatile_default.without_key ADD CONSTRAINT without_key_token_not_null NOT NULL token NOT VALID;
ALTER TABLE column_with_volatile_default.without_key VALIDATE CONSTRAINT without_key_token_not_null;
CREATE SEQUENCE identity_column.t_id_seq__new INCREMENT BY 2;
ALTER TABLE identity_column.t ADD COLUMN id bigint;
ALTER TABLE identity_column.t ALTER COLUMN id SET DEFAULT nextval('identity_column.t_id_seq__new'::regclass);
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('identity_column.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY identity_column.t SET id = nextval('identity_column.t_id_seq__new'::regclass)
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (id IS NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE identity_column.t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;
ALTER TABLE identity_column.t VALIDATE CONSTRAINT t_id_not_null;
DO $$
BEGIN
    ALTER TABLE identity_column.t ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2);
    PERFORM pg_catalog.setval('identity_column.t_id_seq', last_value, is_called) FROM identity_column.t_id_seq__new;
    DROP SEQUENCE identity_column.t_id_seq__new;
END
$$;
ALTER TABLE serial_column.t ADD COLUMN id integer;
ALTER TABLE serial_column.t ALTER COLUMN id SET DEFAULT nextval('serial_column.t_id_seq'::regclass);
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('serial_column.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY serial_column.t SET id = nextval('serial_column.t_id_seq'::regclass)
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (id IS NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE serial_column.t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;
ALTER TABLE serial_column.t VALIDATE CONSTRAINT t_id_not_null;
ALTER SEQUENCE serial_column.t_id_seq OWNED BY serial_column.t.id;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON identity_column.t USING btree (id);
ALTER TABLE identity_column.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON serial_column.t USING btree (id);
ALTER TABLE serial_column.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
