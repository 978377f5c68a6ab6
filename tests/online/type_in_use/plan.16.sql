DROP RULE no_big ON stays_plain.ruled;
DROP MATERIALIZED VIEW stays_plain.sums;
DROP VIEW stays_plain.called_otherwise;
ALTER TABLE stays_plain.doubled DROP COLUMN twice;
ALTER TABLE checks.t ADD COLUMN state__new character varying(10);
CREATE FUNCTION checks.t_state__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.state__new := NEW.state;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_state__sync BEFORE INSERT OR UPDATE ON checks.t FOR EACH ROW EXECUTE FUNCTION checks.t_state__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY checks.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY checks.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY checks.t SET state__new = state
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (state__new IS NULL AND state IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY checks.t SET state__new = state
            WHERE id >= trueup_first.id AND (state__new IS NULL AND state IS NOT NULL);
END
$$;
ALTER TABLE checks.t ADD CONSTRAINT t_state__same CHECK (state__new IS NOT DISTINCT FROM state::character varying(10)) NOT VALID;
ALTER TABLE checks.t VALIDATE CONSTRAINT t_state__same;
DO $$
BEGIN
    LOCK TABLE checks.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_state__sync ON checks.t;
    DROP FUNCTION checks.t_state__sync();
    ALTER TABLE checks.t DROP COLUMN state;
    ALTER TABLE checks.t RENAME COLUMN state__new TO state;
    ALTER TABLE checks.t ADD CONSTRAINT known CHECK (((state)::text = ANY ((ARRAY['new'::character varying, 'done'::character varying])))) NOT VALID;
END
$$;
ALTER TABLE checks.t VALIDATE CONSTRAINT known;
ANALYZE checks.t (state);
ALTER TABLE indexes.t ADD COLUMN "Größe 😀__new" bigint;
CREATE FUNCTION indexes."t_Größe 😀__sync"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."Größe 😀__new" := NEW."Größe 😀";
    RETURN NEW;
END
$$;
CREATE TRIGGER "zzz_t_Größe 😀__sync" BEFORE INSERT OR UPDATE ON indexes.t FOR EACH ROW EXECUTE FUNCTION indexes."t_Größe 😀__sync"();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY indexes.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY indexes.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY indexes.t SET "Größe 😀__new" = "Größe 😀"
            WHERE id >= trueup_first.id AND id < trueup_next.id AND ("Größe 😀__new" IS NULL AND "Größe 😀" IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY indexes.t SET "Größe 😀__new" = "Größe 😀"
            WHERE id >= trueup_first.id AND ("Größe 😀__new" IS NULL AND "Größe 😀" IS NOT NULL);
END
$$;
ALTER TABLE indexes.t ADD CONSTRAINT "t_Größe 😀__same" CHECK ("Größe 😀__new" IS NOT DISTINCT FROM "Größe 😀"::bigint) NOT VALID;
ALTER TABLE indexes.t VALIDATE CONSTRAINT "t_Größe 😀__same";
ALTER TABLE indexes.t ADD CONSTRAINT "t_Größe 😀__new__not_null" CHECK ("Größe 😀__new" IS NOT NULL) NOT VALID;
ALTER TABLE indexes.t VALIDATE CONSTRAINT "t_Größe 😀__new__not_null";
ALTER TABLE indexes.t ALTER COLUMN "Größe 😀__new" SET NOT NULL;
ALTER TABLE indexes.t DROP CONSTRAINT "t_Größe 😀__new__not_null";
CREATE INDEX CONCURRENTLY t_both__new ON indexes.t USING btree (code, "Größe 😀__new");
CREATE UNIQUE INDEX CONCURRENTLY t_identity__new ON indexes.t USING btree ("Größe 😀__new");
CREATE UNIQUE INDEX CONCURRENTLY t_size__new ON indexes.t USING btree ("Größe 😀__new", code) INCLUDE (other) WHERE ("Größe 😀__new" > 0);
DO $$
BEGIN
    LOCK TABLE indexes.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER "zzz_t_Größe 😀__sync" ON indexes.t;
    DROP FUNCTION indexes."t_Größe 😀__sync"();
    ALTER TABLE indexes.t DROP COLUMN "Größe 😀";
    ALTER TABLE indexes.t RENAME COLUMN "Größe 😀__new" TO "Größe 😀";
    ALTER INDEX indexes.t_both__new RENAME TO t_both;
    ALTER INDEX indexes.t_identity__new RENAME TO t_identity;
    ALTER INDEX indexes.t_size__new RENAME TO t_size;
    CREATE STATISTICS indexes.t_stats (dependencies) ON "Größe 😀", code, other FROM indexes.t;
    ALTER STATISTICS indexes.t_stats SET STATISTICS 50;
    ALTER STATISTICS indexes.t_stats OWNER TO postgres;
    COMMENT ON STATISTICS indexes.t_stats IS 'together';
    ALTER TABLE indexes.t CLUSTER ON t_both;
    ALTER TABLE indexes.t REPLICA IDENTITY USING INDEX t_identity;
END
$$;
ANALYZE indexes.t;
ALTER STATISTICS indexes.t_stats SET STATISTICS 50;
ALTER TABLE indexes.t ADD COLUMN code__new character varying(40);
CREATE FUNCTION indexes.t_code__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.code__new := NEW.code;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_code__sync BEFORE INSERT OR UPDATE ON indexes.t FOR EACH ROW EXECUTE FUNCTION indexes.t_code__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY indexes.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY indexes.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY indexes.t SET code__new = code
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (code__new IS NULL AND code IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY indexes.t SET code__new = code
            WHERE id >= trueup_first.id AND (code__new IS NULL AND code IS NOT NULL);
END
$$;
ALTER TABLE indexes.t ADD CONSTRAINT t_code__same CHECK (code__new IS NOT DISTINCT FROM code::character varying(40)) NOT VALID;
ALTER TABLE indexes.t VALIDATE CONSTRAINT t_code__same;
ALTER TABLE indexes.t ADD CONSTRAINT t_code__new__not_null CHECK (code__new IS NOT NULL) NOT VALID;
ALTER TABLE indexes.t VALIDATE CONSTRAINT t_code__new__not_null;
ALTER TABLE indexes.t ALTER COLUMN code__new SET NOT NULL;
ALTER TABLE indexes.t DROP CONSTRAINT t_code__new__not_null;
CREATE INDEX CONCURRENTLY t_both__new ON indexes.t USING btree (code__new, "Größe 😀");
CREATE INDEX CONCURRENTLY t_lower__new ON indexes.t USING btree (lower((code__new)::text)) WHERE (state <> 'gone'::text);
CREATE UNIQUE INDEX CONCURRENTLY t_size__new ON indexes.t USING btree ("Größe 😀", code__new) INCLUDE (other) WHERE ("Größe 😀" > 0);
CREATE INDEX CONCURRENTLY t_state__new ON indexes.t USING btree (state text_pattern_ops, code__new) WHERE ((code__new)::text <> ''::text);
DO $$
BEGIN
    LOCK TABLE indexes.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_code__sync ON indexes.t;
    DROP FUNCTION indexes.t_code__sync();
    ALTER TABLE indexes.t DROP COLUMN code;
    ALTER TABLE indexes.t RENAME COLUMN code__new TO code;
    ALTER INDEX indexes.t_both__new RENAME TO t_both;
    ALTER INDEX indexes.t_lower__new RENAME TO t_lower;
    ALTER INDEX indexes.t_size__new RENAME TO t_size;
    ALTER INDEX indexes.t_state__new RENAME TO t_state;
    CREATE STATISTICS indexes.t_expr ON other, lower(code::text) FROM indexes.t;
    ALTER STATISTICS indexes.t_expr OWNER TO postgres;
    CREATE STATISTICS indexes.t_stats (dependencies) ON "Größe 😀", code, other FROM indexes.t;
    ALTER STATISTICS indexes.t_stats SET STATISTICS 50;
    ALTER STATISTICS indexes.t_stats OWNER TO postgres;
    COMMENT ON STATISTICS indexes.t_stats IS 'together';
    ALTER TABLE indexes.t CLUSTER ON t_both;
END
$$;
ANALYZE indexes.t;
ALTER STATISTICS indexes.t_stats SET STATISTICS 50;
ALTER TABLE keys.a ADD COLUMN id__new uuid;
CREATE FUNCTION keys.a_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id__new := NEW.id::uuid;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_a_id__sync BEFORE INSERT OR UPDATE ON keys.a FOR EACH ROW EXECUTE FUNCTION keys.a_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY keys.a ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY keys.a
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY keys.a SET id__new = id::uuid
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY keys.a SET id__new = id::uuid
            WHERE id >= trueup_first.id AND (id__new IS NULL AND id IS NOT NULL);
END
$$;
ALTER TABLE keys.a ADD CONSTRAINT a_id__same CHECK (id__new IS NOT DISTINCT FROM id::uuid) NOT VALID;
ALTER TABLE keys.a VALIDATE CONSTRAINT a_id__same;
ALTER TABLE keys.a ADD CONSTRAINT a_id__new__not_null CHECK (id__new IS NOT NULL) NOT VALID;
ALTER TABLE keys.a VALIDATE CONSTRAINT a_id__new__not_null;
ALTER TABLE keys.a ALTER COLUMN id__new SET NOT NULL;
ALTER TABLE keys.a DROP CONSTRAINT a_id__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY a_pkey__new ON keys.a USING btree (id__new);
ALTER TABLE keys.b ADD COLUMN a_id__new uuid;
CREATE FUNCTION keys.b_a_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.a_id__new := NEW.a_id::uuid;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_b_a_id__sync BEFORE INSERT OR UPDATE ON keys.b FOR EACH ROW EXECUTE FUNCTION keys.b_a_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT a_id, n INTO trueup_first FROM ONLY keys.b ORDER BY a_id, n LIMIT 1;
    LOOP
        SELECT a_id, n INTO trueup_next FROM ONLY keys.b
            WHERE (a_id, n) >= (trueup_first.a_id, trueup_first.n) ORDER BY a_id, n OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY keys.b SET a_id__new = a_id::uuid
            WHERE (a_id, n) >= (trueup_first.a_id, trueup_first.n) AND (a_id, n) < (trueup_next.a_id, trueup_next.n) AND (a_id__new IS NULL AND a_id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY keys.b SET a_id__new = a_id::uuid
            WHERE (a_id, n) >= (trueup_first.a_id, trueup_first.n) AND (a_id__new IS NULL AND a_id IS NOT NULL);
END
$$;
ALTER TABLE keys.b ADD CONSTRAINT b_a_id__same CHECK (a_id__new IS NOT DISTINCT FROM a_id::uuid) NOT VALID;
ALTER TABLE keys.b VALIDATE CONSTRAINT b_a_id__same;
ALTER TABLE keys.b ADD CONSTRAINT b_a_id__new__not_null CHECK (a_id__new IS NOT NULL) NOT VALID;
ALTER TABLE keys.b VALIDATE CONSTRAINT b_a_id__new__not_null;
ALTER TABLE keys.b ALTER COLUMN a_id__new SET NOT NULL;
ALTER TABLE keys.b DROP CONSTRAINT b_a_id__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY b_pkey__new ON keys.b USING btree (a_id__new, n);
ALTER TABLE keys.c ADD COLUMN a_id__new uuid;
CREATE FUNCTION keys.c_a_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.a_id__new := NEW.a_id::uuid;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_c_a_id__sync BEFORE INSERT OR UPDATE ON keys.c FOR EACH ROW EXECUTE FUNCTION keys.c_a_id__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('keys.c') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY keys.c SET a_id__new = a_id::uuid
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (a_id__new IS NULL AND a_id IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE keys.c ADD CONSTRAINT c_a_id__same CHECK (a_id__new IS NOT DISTINCT FROM a_id::uuid) NOT VALID;
ALTER TABLE keys.c VALIDATE CONSTRAINT c_a_id__same;
DROP VIEW keys.all_of_them;
DO $$
BEGIN
    LOCK TABLE keys.a, keys.b, keys.c IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_a_id__sync ON keys.a;
    DROP FUNCTION keys.a_id__sync();
    DROP TRIGGER zzz_b_a_id__sync ON keys.b;
    DROP FUNCTION keys.b_a_id__sync();
    DROP TRIGGER zzz_c_a_id__sync ON keys.c;
    DROP FUNCTION keys.c_a_id__sync();
    ALTER TABLE keys.b DROP CONSTRAINT b_a;
    ALTER TABLE keys.c DROP CONSTRAINT c_b;
    ALTER TABLE keys.a DROP COLUMN id;
    ALTER TABLE keys.b DROP COLUMN a_id;
    ALTER TABLE keys.c DROP COLUMN a_id;
    ALTER TABLE keys.a RENAME COLUMN id__new TO id;
    ALTER TABLE keys.b RENAME COLUMN a_id__new TO a_id;
    ALTER TABLE keys.c RENAME COLUMN a_id__new TO a_id;
    ALTER TABLE keys.a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey__new;
    ALTER TABLE keys.b ADD CONSTRAINT b_pkey PRIMARY KEY USING INDEX b_pkey__new;
    ALTER TABLE keys.b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES keys.a (id) ON DELETE CASCADE NOT VALID;
    ALTER TABLE keys.c ADD CONSTRAINT c_b FOREIGN KEY (a_id, n) REFERENCES keys.b (a_id, n) NOT VALID;
END
$$;
CREATE VIEW keys.all_of_them AS
SELECT a.id,
    a.name,
    b.n
   FROM (keys.a
     JOIN keys.b ON ((b.a_id = a.id)));
ALTER TABLE keys.b VALIDATE CONSTRAINT b_a;
ALTER TABLE keys.c VALIDATE CONSTRAINT c_b;
ANALYZE keys.a (id);
ANALYZE keys.b (a_id);
ANALYZE keys.c (a_id);
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new bigint;
CREATE FUNCTION names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole___sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new := NEW.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_an_identifier_of_exactly_sixty_three_bytes_in_its_wh__sync BEFORE INSERT OR UPDATE ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 FOR EACH ROW EXECUTE FUNCTION names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole___sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a INTO trueup_first FROM ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ORDER BY a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a LIMIT 1;
    LOOP
        SELECT a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a INTO trueup_next FROM ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0
            WHERE a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a >= trueup_first.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a ORDER BY a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 SET a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new = a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a
            WHERE a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a >= trueup_first.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a AND a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a < trueup_next.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a AND (a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new IS NULL AND a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 SET a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new = a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a
            WHERE a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a >= trueup_first.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a AND (a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new IS NULL AND a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a IS NOT NULL);
END
$$;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_whole___same CHECK (a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new IS NOT DISTINCT FROM a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a::bigint) NOT VALID;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 VALIDATE CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_whole___same;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_wh__not_null CHECK (a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new IS NOT NULL) NOT VALID;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 VALIDATE CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_wh__not_null;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ALTER COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new SET NOT NULL;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 DROP CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_wh__not_null;
CREATE UNIQUE INDEX CONCURRENTLY an_identifier_of_exactly_sixty_three_bytes_in_its_whole_l__new ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 USING btree (a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new);
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 bigint;
CREATE FUNCTION names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole__sync1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 := NEW.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_an_identifier_of_exactly_sixty_three_bytes_in_its_w__sync1 BEFORE INSERT OR UPDATE ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 FOR EACH ROW EXECUTE FUNCTION names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole__sync1();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a INTO trueup_first FROM ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ORDER BY a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a LIMIT 1;
    LOOP
        SELECT a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a INTO trueup_next FROM ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0
            WHERE a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a >= trueup_first.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a ORDER BY a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 SET a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 = a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b
            WHERE a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a >= trueup_first.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a AND a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a < trueup_next.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a AND (a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 IS NULL AND a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 SET a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 = a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b
            WHERE a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a >= trueup_first.a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a AND (a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 IS NULL AND a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b IS NOT NULL);
END
$$;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_whole__same1 CHECK (a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 IS NOT DISTINCT FROM a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b::bigint) NOT VALID;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 VALIDATE CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_whole__same1;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_wh__not_null CHECK (a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 IS NOT NULL) NOT VALID;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 VALIDATE CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_wh__not_null;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ALTER COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 SET NOT NULL;
ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 DROP CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_wh__not_null;
CREATE INDEX CONCURRENTLY an_index_of_exactly_sixty_three_bytes_in_its_whole_length__new ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 USING btree (a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new, a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1);
CREATE INDEX CONCURRENTLY an_index_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 USING btree (a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1);
DROP VIEW names.both_of_them;
DO $$
BEGIN
    LOCK TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_an_identifier_of_exactly_sixty_three_bytes_in_its_wh__sync ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0;
    DROP FUNCTION names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole___sync();
    DROP TRIGGER zzz_an_identifier_of_exactly_sixty_three_bytes_in_its_w__sync1 ON names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0;
    DROP FUNCTION names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole__sync1();
    ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 DROP COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a;
    ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 DROP COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b;
    ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 RENAME COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_length__new TO a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a;
    ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 RENAME COLUMN a_column_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 TO a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b;
    ALTER TABLE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 ADD CONSTRAINT an_identifier_of_exactly_sixty_three_bytes_in_its_whole_le_pkey PRIMARY KEY USING INDEX an_identifier_of_exactly_sixty_three_bytes_in_its_whole_l__new;
    ALTER INDEX names.an_index_of_exactly_sixty_three_bytes_in_its_whole_length__new RENAME TO an_index_of_exactly_sixty_three_bytes_in_its_whole_length_0000a;
    ALTER INDEX names.an_index_of_exactly_sixty_three_bytes_in_its_whole_lengt__new1 RENAME TO an_index_of_exactly_sixty_three_bytes_in_its_whole_length_0000b;
END
$$;
CREATE VIEW names.both_of_them AS
SELECT a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a,
    a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b
   FROM names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0;
ANALYZE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 (a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a);
ANALYZE names.an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 (a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b);
ALTER TABLE policies.docs ADD COLUMN owner_id__new bigint;
CREATE FUNCTION policies.docs_owner_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.owner_id__new := NEW.owner_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_docs_owner_id__sync BEFORE INSERT OR UPDATE ON policies.docs FOR EACH ROW EXECUTE FUNCTION policies.docs_owner_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY policies.docs ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY policies.docs
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY policies.docs SET owner_id__new = owner_id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (owner_id__new IS NULL AND owner_id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY policies.docs SET owner_id__new = owner_id
            WHERE id >= trueup_first.id AND (owner_id__new IS NULL AND owner_id IS NOT NULL);
END
$$;
ALTER TABLE policies.docs ADD CONSTRAINT docs_owner_id__same CHECK (owner_id__new IS NOT DISTINCT FROM owner_id::bigint) NOT VALID;
ALTER TABLE policies.docs VALIDATE CONSTRAINT docs_owner_id__same;
ALTER TABLE policies.docs ADD CONSTRAINT docs_owner_id__new__not_null CHECK (owner_id__new IS NOT NULL) NOT VALID;
ALTER TABLE policies.docs VALIDATE CONSTRAINT docs_owner_id__new__not_null;
ALTER TABLE policies.docs ALTER COLUMN owner_id__new SET NOT NULL;
ALTER TABLE policies.docs DROP CONSTRAINT docs_owner_id__new__not_null;
DROP POLICY mine ON policies.docs;
DO $$
BEGIN
    LOCK TABLE policies.docs IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_docs_owner_id__sync ON policies.docs;
    DROP FUNCTION policies.docs_owner_id__sync();
    ALTER TABLE policies.docs DROP COLUMN owner_id;
    ALTER TABLE policies.docs RENAME COLUMN owner_id__new TO owner_id;
END
$$;
CREATE POLICY mine ON policies.docs USING ((owner_id = (current_setting('app.user'::text, true))::integer)) WITH CHECK ((owner_id > 0));
COMMENT ON POLICY mine ON policies.docs IS 'whose';
ANALYZE policies.docs (owner_id);
ALTER TABLE published.t ADD COLUMN n__new bigint;
CREATE FUNCTION published.t_n__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.n__new := NEW.n;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_n__sync BEFORE INSERT OR UPDATE ON published.t FOR EACH ROW EXECUTE FUNCTION published.t_n__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY published.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY published.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY published.t SET n__new = n
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (n__new IS NULL AND n IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY published.t SET n__new = n
            WHERE id >= trueup_first.id AND (n__new IS NULL AND n IS NOT NULL);
END
$$;
ALTER TABLE published.t ADD CONSTRAINT t_n__same CHECK (n__new IS NOT DISTINCT FROM n::bigint) NOT VALID;
ALTER TABLE published.t VALIDATE CONSTRAINT t_n__same;
ALTER PUBLICATION online_types DROP TABLE ONLY published.t;
DO $$
BEGIN
    LOCK TABLE published.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_n__sync ON published.t;
    DROP FUNCTION published.t_n__sync();
    ALTER TABLE published.t DROP COLUMN n;
    ALTER TABLE published.t RENAME COLUMN n__new TO n;
END
$$;
ALTER PUBLICATION online_types ADD TABLE ONLY published.t (id, n);
ANALYZE published.t (n);
ALTER TABLE stays_plain.doubled ALTER COLUMN n TYPE bigint;
ALTER TABLE stays_plain.doubled ADD COLUMN twice bigint GENERATED ALWAYS AS ((n * 2)) STORED;
ALTER TABLE stays_plain.kept_in_step ALTER COLUMN n TYPE bigint;
ALTER TABLE stays_plain.positions ALTER COLUMN n TYPE bigint;
ALTER TABLE stays_plain.ruled ALTER COLUMN n TYPE bigint;
ALTER TABLE triggers.t ADD COLUMN "we""ird; --__new" bigint;
CREATE FUNCTION triggers."t_we""ird; --__sync"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."we""ird; --__new" := NEW."we""ird; --";
    RETURN NEW;
END
$$;
CREATE TRIGGER "zzz_t_we""ird; --__sync" BEFORE INSERT OR UPDATE ON triggers.t FOR EACH ROW EXECUTE FUNCTION triggers."t_we""ird; --__sync"();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY triggers.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY triggers.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY triggers.t SET "we""ird; --__new" = "we""ird; --"
            WHERE id >= trueup_first.id AND id < trueup_next.id AND ("we""ird; --__new" IS NULL AND "we""ird; --" IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY triggers.t SET "we""ird; --__new" = "we""ird; --"
            WHERE id >= trueup_first.id AND ("we""ird; --__new" IS NULL AND "we""ird; --" IS NOT NULL);
END
$$;
ALTER TABLE triggers.t ADD CONSTRAINT "t_we""ird; --__same" CHECK ("we""ird; --__new" IS NOT DISTINCT FROM "we""ird; --"::bigint) NOT VALID;
ALTER TABLE triggers.t VALIDATE CONSTRAINT "t_we""ird; --__same";
DROP TRIGGER on_weird ON triggers.t;
DO $$
BEGIN
    LOCK TABLE triggers.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER "zzz_t_we""ird; --__sync" ON triggers.t;
    DROP FUNCTION triggers."t_we""ird; --__sync"();
    ALTER TABLE triggers.t DROP COLUMN "we""ird; --";
    ALTER TABLE triggers.t RENAME COLUMN "we""ird; --__new" TO "we""ird; --";
END
$$;
CREATE TRIGGER on_weird AFTER UPDATE OF "we""ird; --" ON triggers.t FOR EACH ROW EXECUTE FUNCTION triggers.stamp();
ALTER TABLE triggers.t DISABLE TRIGGER on_weird;
ANALYZE triggers.t ("we""ird; --");
ALTER TABLE triggers.t ADD COLUMN n__new bigint;
CREATE FUNCTION triggers.t_n__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.n__new := NEW.n;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_n__sync BEFORE INSERT OR UPDATE ON triggers.t FOR EACH ROW EXECUTE FUNCTION triggers.t_n__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY triggers.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY triggers.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY triggers.t SET n__new = n
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (n__new IS NULL AND n IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY triggers.t SET n__new = n
            WHERE id >= trueup_first.id AND (n__new IS NULL AND n IS NOT NULL);
END
$$;
ALTER TABLE triggers.t ADD CONSTRAINT t_n__same CHECK (n__new IS NOT DISTINCT FROM n::bigint) NOT VALID;
ALTER TABLE triggers.t VALIDATE CONSTRAINT t_n__same;
DROP TRIGGER on_n ON triggers.t;
DO $$
BEGIN
    LOCK TABLE triggers.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_n__sync ON triggers.t;
    DROP FUNCTION triggers.t_n__sync();
    ALTER TABLE triggers.t DROP COLUMN n;
    ALTER TABLE triggers.t RENAME COLUMN n__new TO n;
END
$$;
CREATE TRIGGER on_n BEFORE UPDATE OF n, kept ON triggers.t FOR EACH ROW WHEN ((old.n IS DISTINCT FROM new.n)) EXECUTE FUNCTION triggers.stamp();
COMMENT ON TRIGGER on_n ON triggers.t IS 'stamps';
ANALYZE triggers.t (n);
ALTER TABLE views.orders ADD COLUMN amount__new bigint;
CREATE FUNCTION views.orders_amount__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.amount__new := NEW.amount;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_orders_amount__sync BEFORE INSERT OR UPDATE ON views.orders FOR EACH ROW EXECUTE FUNCTION views.orders_amount__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY views.orders ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY views.orders
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY views.orders SET amount__new = amount
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (amount__new IS NULL AND amount IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY views.orders SET amount__new = amount
            WHERE id >= trueup_first.id AND (amount__new IS NULL AND amount IS NOT NULL);
END
$$;
ALTER TABLE views.orders ADD CONSTRAINT orders_amount__same CHECK (amount__new IS NOT DISTINCT FROM amount::bigint) NOT VALID;
ALTER TABLE views.orders VALIDATE CONSTRAINT orders_amount__same;
ALTER TABLE views.orders ADD COLUMN user_id__new bigint;
CREATE FUNCTION views.orders_user_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id__new := NEW.user_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_orders_user_id__sync BEFORE INSERT OR UPDATE ON views.orders FOR EACH ROW EXECUTE FUNCTION views.orders_user_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY views.orders ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY views.orders
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY views.orders SET user_id__new = user_id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (user_id__new IS NULL AND user_id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY views.orders SET user_id__new = user_id
            WHERE id >= trueup_first.id AND (user_id__new IS NULL AND user_id IS NOT NULL);
END
$$;
ALTER TABLE views.orders ADD CONSTRAINT orders_user_id__same CHECK (user_id__new IS NOT DISTINCT FROM user_id::bigint) NOT VALID;
ALTER TABLE views.orders VALIDATE CONSTRAINT orders_user_id__same;
ALTER TABLE views.orders ADD CONSTRAINT orders_user_id__new__not_null CHECK (user_id__new IS NOT NULL) NOT VALID;
ALTER TABLE views.orders VALIDATE CONSTRAINT orders_user_id__new__not_null;
ALTER TABLE views.orders ALTER COLUMN user_id__new SET NOT NULL;
ALTER TABLE views.orders DROP CONSTRAINT orders_user_id__new__not_null;
DROP VIEW views.bigger;
DROP VIEW views.big;
DROP VIEW views.of_users;
DO $$
BEGIN
    LOCK TABLE views.orders IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_orders_amount__sync ON views.orders;
    DROP FUNCTION views.orders_amount__sync();
    DROP TRIGGER zzz_orders_user_id__sync ON views.orders;
    DROP FUNCTION views.orders_user_id__sync();
    ALTER TABLE views.orders DROP COLUMN amount;
    ALTER TABLE views.orders DROP COLUMN user_id;
    ALTER TABLE views.orders RENAME COLUMN amount__new TO amount;
    ALTER TABLE views.orders RENAME COLUMN user_id__new TO user_id;
    ALTER TABLE views.orders ALTER COLUMN amount SET DEFAULT 0;
END
$$;
CREATE VIEW views.big WITH (security_barrier=true) AS
SELECT id,
    user_id,
    amount
   FROM views.orders
  WHERE (amount > 100);
ALTER VIEW views.big ALTER COLUMN user_id SET DEFAULT 7;
GRANT SELECT (user_id) ON TABLE views.big TO PUBLIC;
COMMENT ON VIEW views.big IS 'big ones';
CREATE VIEW views.bigger AS
SELECT user_id,
    sum(amount) AS total
   FROM views.big
  GROUP BY user_id;
COMMENT ON COLUMN views.bigger.total IS 'of all';
GRANT SELECT ON TABLE views.bigger TO PUBLIC;
CREATE VIEW views.of_users AS
SELECT id,
    user_id
   FROM views.orders;
CREATE RULE nothing AS
    ON INSERT TO views.bigger DO INSTEAD NOTHING;
CREATE TRIGGER nobody INSTEAD OF DELETE ON views.big FOR EACH ROW EXECUTE FUNCTION views.rejected();
ANALYZE views.orders (amount);
ANALYZE views.orders (user_id);
CREATE MATERIALIZED VIEW stays_plain.sums AS
SELECT sum(n) AS n
   FROM stays_plain.kept_in_step;
CREATE VIEW stays_plain.called_otherwise AS
SELECT second
   FROM stays_plain.positions q(first, second, last);
CREATE RULE no_big AS
    ON UPDATE TO stays_plain.ruled
   WHERE (new.n > 10) DO INSTEAD NOTHING;
