ALTER TABLE keys.t ALTER COLUMN id TYPE bigint;
ALTER TABLE partitions.t ADD COLUMN amount__new bigint;
CREATE FUNCTION partitions.t_amount__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.amount__new := NEW.amount;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_amount__sync BEFORE INSERT OR UPDATE ON partitions.t FOR EACH ROW EXECUTE FUNCTION partitions.t_amount__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('partitions.t_1') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY partitions.t_1 SET amount__new = amount
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (amount__new IS NULL AND amount IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('partitions.t_2_1') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY partitions.t_2_1 SET amount__new = amount
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (amount__new IS NULL AND amount IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('partitions.t_2_other') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY partitions.t_2_other SET amount__new = amount
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (amount__new IS NULL AND amount IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE partitions.t ADD CONSTRAINT t_amount__same CHECK (amount__new IS NOT DISTINCT FROM amount::bigint) NOT VALID;
ALTER TABLE partitions.t VALIDATE CONSTRAINT t_amount__same;
ALTER TABLE partitions.t ADD CONSTRAINT t_amount__new__not_null CHECK (amount__new IS NOT NULL) NOT VALID;
ALTER TABLE partitions.t VALIDATE CONSTRAINT t_amount__new__not_null;
ALTER TABLE partitions.t ADD CONSTRAINT t_amount_not_null__new NOT NULL amount__new;
ALTER TABLE partitions.t DROP CONSTRAINT t_amount__new__not_null;
CREATE INDEX CONCURRENTLY t_1_amount_note_idx__new ON partitions.t_1 USING btree (amount__new, note) WHERE (amount__new > 5);
CREATE INDEX CONCURRENTLY t_1_expr_idx__new ON partitions.t_1 USING btree (((amount__new + 1)));
CREATE INDEX CONCURRENTLY t_1_own__new ON partitions.t_1 USING btree (amount__new DESC);
CREATE INDEX CONCURRENTLY t_2_1_amount_note_idx__new ON partitions.t_2_1 USING btree (amount__new, note) WHERE (amount__new > 5);
CREATE INDEX CONCURRENTLY t_2_1_expr_idx__new ON partitions.t_2_1 USING btree (((amount__new + 1)));
CREATE INDEX CONCURRENTLY t_2_other_amount_note_idx__new ON partitions.t_2_other USING btree (amount__new, note) WHERE (amount__new > 5);
CREATE INDEX CONCURRENTLY t_2_other_expr_idx__new ON partitions.t_2_other USING btree (((amount__new + 1)));
DROP POLICY visible ON partitions.t;
DROP POLICY visible_1 ON partitions.t_1;
DROP TRIGGER on_amount ON partitions.t;
DROP VIEW partitions.bigger;
DROP VIEW partitions.big;
DO $$
BEGIN
    LOCK TABLE partitions.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_amount__sync ON partitions.t;
    DROP FUNCTION partitions.t_amount__sync();
    ALTER TABLE partitions.t DROP COLUMN amount;
    ALTER TABLE partitions.t RENAME COLUMN amount__new TO amount;
    ALTER TABLE partitions.t RENAME CONSTRAINT t_amount_not_null__new TO t_amount_not_null;
    ALTER INDEX partitions.t_1_amount_note_idx__new RENAME TO t_1_amount_note_idx;
    ALTER INDEX partitions.t_1_expr_idx__new RENAME TO t_1_expr_idx;
    ALTER INDEX partitions.t_1_own__new RENAME TO t_1_own;
    ALTER INDEX partitions.t_2_1_amount_note_idx__new RENAME TO t_2_1_amount_note_idx;
    ALTER INDEX partitions.t_2_1_expr_idx__new RENAME TO t_2_1_expr_idx;
    ALTER INDEX partitions.t_2_other_amount_note_idx__new RENAME TO t_2_other_amount_note_idx;
    ALTER INDEX partitions.t_2_other_expr_idx__new RENAME TO t_2_other_expr_idx;
    CREATE INDEX t_2_amount_note_idx ON ONLY partitions.t_2 USING btree (amount, note) WHERE (amount > 5);
    ALTER INDEX partitions.t_2_amount_note_idx ATTACH PARTITION partitions.t_2_1_amount_note_idx;
    ALTER INDEX partitions.t_2_amount_note_idx ATTACH PARTITION partitions.t_2_other_amount_note_idx;
    CREATE INDEX t_2_expr_idx ON ONLY partitions.t_2 USING btree (((amount + 1)));
    ALTER INDEX partitions.t_2_expr_idx ATTACH PARTITION partitions.t_2_1_expr_idx;
    ALTER INDEX partitions.t_2_expr_idx ATTACH PARTITION partitions.t_2_other_expr_idx;
    CREATE INDEX t_amount ON ONLY partitions.t USING btree (amount, note) WHERE (amount > 5);
    ALTER INDEX partitions.t_amount ATTACH PARTITION partitions.t_1_amount_note_idx;
    ALTER INDEX partitions.t_amount ATTACH PARTITION partitions.t_2_amount_note_idx;
    CREATE INDEX t_lower ON ONLY partitions.t USING btree (((amount + 1)));
    ALTER INDEX partitions.t_lower ATTACH PARTITION partitions.t_1_expr_idx;
    ALTER INDEX partitions.t_lower ATTACH PARTITION partitions.t_2_expr_idx;
    ALTER TABLE partitions.t ALTER COLUMN amount SET DEFAULT 1;
    COMMENT ON COLUMN partitions.t.amount IS 'how much';
    ALTER TABLE partitions.t_1 ALTER COLUMN amount SET STATISTICS 500;
    COMMENT ON COLUMN partitions.t_1.amount IS 'how much of it';
    GRANT SELECT (amount) ON TABLE partitions.t_2_1 TO PUBLIC;
    ALTER TABLE partitions.t ADD CONSTRAINT positive CHECK ((amount > 0)) NOT VALID;
    COMMENT ON INDEX partitions.t_1_amount_note_idx IS 'of the first';
    ALTER TABLE partitions.t_1 CLUSTER ON t_1_own;
END
$$;
CREATE VIEW partitions.big AS
SELECT day,
    sum(amount) AS amount
   FROM partitions.t
  WHERE (amount > 3)
  GROUP BY day;
CREATE VIEW partitions.bigger AS
SELECT day,
    amount
   FROM partitions.big
  WHERE (amount > (4)::numeric);
CREATE TRIGGER on_amount BEFORE UPDATE OF amount ON partitions.t FOR EACH ROW EXECUTE FUNCTION partitions.stamp();
CREATE POLICY visible ON partitions.t USING ((amount > 0));
CREATE POLICY visible_1 ON partitions.t_1 USING ((amount > 1));
ALTER TABLE partitions.t VALIDATE CONSTRAINT positive;
ANALYZE partitions.t (amount);
ALTER TABLE partitions.t ADD COLUMN id__new bigint;
CREATE FUNCTION partitions.t_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id__new := NEW.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_id__sync BEFORE INSERT OR UPDATE ON partitions.t FOR EACH ROW EXECUTE FUNCTION partitions.t_id__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('partitions.t_1') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY partitions.t_1 SET id__new = id
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('partitions.t_2_1') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY partitions.t_2_1 SET id__new = id
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('partitions.t_2_other') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY partitions.t_2_other SET id__new = id
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE partitions.t ADD CONSTRAINT t_id__same CHECK (id__new IS NOT DISTINCT FROM id::bigint) NOT VALID;
ALTER TABLE partitions.t VALIDATE CONSTRAINT t_id__same;
ALTER TABLE partitions.t ADD CONSTRAINT t_id__new__not_null CHECK (id__new IS NOT NULL) NOT VALID;
ALTER TABLE partitions.t VALIDATE CONSTRAINT t_id__new__not_null;
ALTER TABLE partitions.t ADD CONSTRAINT t_id_not_null__new NOT NULL id__new;
ALTER TABLE partitions.t DROP CONSTRAINT t_id__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY t_1_id_day_kind_key__new ON partitions.t_1 USING btree (id__new, day, kind);
CREATE UNIQUE INDEX CONCURRENTLY t_2_1_id_day_kind_key__new ON partitions.t_2_1 USING btree (id__new, day, kind);
CREATE UNIQUE INDEX CONCURRENTLY t_2_other_id_day_kind_key__new ON partitions.t_2_other USING btree (id__new, day, kind);
DO $$
BEGIN
    LOCK TABLE partitions.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_id__sync ON partitions.t;
    DROP FUNCTION partitions.t_id__sync();
    ALTER TABLE partitions.t DROP COLUMN id;
    ALTER TABLE partitions.t RENAME COLUMN id__new TO id;
    ALTER TABLE partitions.t RENAME CONSTRAINT t_id_not_null__new TO t_id_not_null;
    ALTER TABLE partitions.t_1 ADD CONSTRAINT t_1_id_day_kind_key UNIQUE USING INDEX t_1_id_day_kind_key__new;
    ALTER TABLE partitions.t_2_1 ADD CONSTRAINT t_2_1_id_day_kind_key UNIQUE USING INDEX t_2_1_id_day_kind_key__new;
    ALTER TABLE partitions.t_2_other ADD CONSTRAINT t_2_other_id_day_kind_key UNIQUE USING INDEX t_2_other_id_day_kind_key__new;
    ALTER TABLE ONLY partitions.t_2 ADD CONSTRAINT t_2_id_day_kind_key UNIQUE (id, day, kind);
    ALTER INDEX partitions.t_2_id_day_kind_key ATTACH PARTITION partitions.t_2_1_id_day_kind_key;
    ALTER INDEX partitions.t_2_id_day_kind_key ATTACH PARTITION partitions.t_2_other_id_day_kind_key;
    ALTER TABLE ONLY partitions.t ADD CONSTRAINT t_id UNIQUE (id, day, kind);
    ALTER INDEX partitions.t_id ATTACH PARTITION partitions.t_1_id_day_kind_key;
    ALTER INDEX partitions.t_id ATTACH PARTITION partitions.t_2_id_day_kind_key;
END
$$;
ANALYZE partitions.t (id);
ALTER TABLE stays_plain.above ALTER COLUMN n TYPE bigint;
ALTER TABLE stays_plain.t ALTER COLUMN n TYPE bigint;
