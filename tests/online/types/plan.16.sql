ALTER SEQUENCE type_change_of_serial.t_id_seq AS bigint;
CREATE TYPE enum_loses_a_value.mood__new AS ENUM ('happy', 'ok');
ALTER TABLE enum_loses_a_value.t ADD COLUMN all_of__new enum_loses_a_value.mood__new[];
CREATE FUNCTION enum_loses_a_value.t_all_of__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.all_of__new := NEW.all_of::text[]::enum_loses_a_value.mood__new[];
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_all_of__sync BEFORE INSERT OR UPDATE ON enum_loses_a_value.t FOR EACH ROW EXECUTE FUNCTION enum_loses_a_value.t_all_of__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY enum_loses_a_value.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY enum_loses_a_value.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY enum_loses_a_value.t SET all_of__new = all_of::text[]::enum_loses_a_value.mood__new[]
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (all_of__new IS NULL AND all_of IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY enum_loses_a_value.t SET all_of__new = all_of::text[]::enum_loses_a_value.mood__new[]
            WHERE id >= trueup_first.id AND (all_of__new IS NULL AND all_of IS NOT NULL);
END
$$;
ALTER TABLE enum_loses_a_value.t ADD CONSTRAINT t_all_of__same CHECK (all_of__new IS NOT DISTINCT FROM all_of::text[]::enum_loses_a_value.mood__new[]) NOT VALID;
ALTER TABLE enum_loses_a_value.t VALIDATE CONSTRAINT t_all_of__same;
ALTER TABLE enum_loses_a_value.t ADD COLUMN m__new enum_loses_a_value.mood__new;
CREATE FUNCTION enum_loses_a_value.t_m__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.m__new := NEW.m::text::enum_loses_a_value.mood__new;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_m__sync BEFORE INSERT OR UPDATE ON enum_loses_a_value.t FOR EACH ROW EXECUTE FUNCTION enum_loses_a_value.t_m__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY enum_loses_a_value.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY enum_loses_a_value.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY enum_loses_a_value.t SET m__new = m::text::enum_loses_a_value.mood__new
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (m__new IS NULL AND m IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY enum_loses_a_value.t SET m__new = m::text::enum_loses_a_value.mood__new
            WHERE id >= trueup_first.id AND (m__new IS NULL AND m IS NOT NULL);
END
$$;
ALTER TABLE enum_loses_a_value.t ADD CONSTRAINT t_m__same CHECK (m__new IS NOT DISTINCT FROM m::text::enum_loses_a_value.mood__new) NOT VALID;
ALTER TABLE enum_loses_a_value.t VALIDATE CONSTRAINT t_m__same;
ALTER TABLE enum_loses_a_value.t ADD CONSTRAINT t_m__new__not_null CHECK (m__new IS NOT NULL) NOT VALID;
ALTER TABLE enum_loses_a_value.t VALIDATE CONSTRAINT t_m__new__not_null;
ALTER TABLE enum_loses_a_value.t ALTER COLUMN m__new SET NOT NULL;
ALTER TABLE enum_loses_a_value.t DROP CONSTRAINT t_m__new__not_null;
CREATE INDEX CONCURRENTLY t_m__new ON enum_loses_a_value.t USING btree (m__new);
ALTER TABLE enum_loses_a_value.u ADD COLUMN m__new enum_loses_a_value.mood__new;
CREATE FUNCTION enum_loses_a_value.u_m__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.m__new := NEW.m::text::enum_loses_a_value.mood__new;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_u_m__sync BEFORE INSERT OR UPDATE ON enum_loses_a_value.u FOR EACH ROW EXECUTE FUNCTION enum_loses_a_value.u_m__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('enum_loses_a_value.u') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY enum_loses_a_value.u SET m__new = m::text::enum_loses_a_value.mood__new
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (m__new IS NULL AND m IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE enum_loses_a_value.u ADD CONSTRAINT u_m__same CHECK (m__new IS NOT DISTINCT FROM m::text::enum_loses_a_value.mood__new) NOT VALID;
ALTER TABLE enum_loses_a_value.u VALIDATE CONSTRAINT u_m__same;
DO $$
BEGIN
    LOCK TABLE enum_loses_a_value.t, enum_loses_a_value.u IN ACCESS EXCLUSIVE MODE;
    ALTER TYPE enum_loses_a_value.mood RENAME TO mood__old;
    ALTER TYPE enum_loses_a_value.mood__new RENAME TO mood;
    DROP TRIGGER zzz_t_all_of__sync ON enum_loses_a_value.t;
    DROP FUNCTION enum_loses_a_value.t_all_of__sync();
    DROP TRIGGER zzz_t_m__sync ON enum_loses_a_value.t;
    DROP FUNCTION enum_loses_a_value.t_m__sync();
    DROP TRIGGER zzz_u_m__sync ON enum_loses_a_value.u;
    DROP FUNCTION enum_loses_a_value.u_m__sync();
    ALTER TABLE enum_loses_a_value.t DROP COLUMN all_of;
    ALTER TABLE enum_loses_a_value.t DROP COLUMN m;
    ALTER TABLE enum_loses_a_value.u DROP COLUMN m;
    ALTER TABLE enum_loses_a_value.t RENAME COLUMN all_of__new TO all_of;
    ALTER TABLE enum_loses_a_value.t RENAME COLUMN m__new TO m;
    ALTER TABLE enum_loses_a_value.u RENAME COLUMN m__new TO m;
    ALTER INDEX enum_loses_a_value.t_m__new RENAME TO t_m;
    ALTER TABLE enum_loses_a_value.t ALTER COLUMN m SET DEFAULT 'ok'::enum_loses_a_value.mood;
    DROP TYPE enum_loses_a_value.mood__old;
END
$$;
ANALYZE enum_loses_a_value.t (all_of);
ANALYZE enum_loses_a_value.t (m);
ANALYZE enum_loses_a_value.u (m);
ALTER TYPE enum_loses_a_value.mood OWNER TO postgres;
COMMENT ON TYPE enum_loses_a_value.mood IS 'how';
ALTER TABLE expressions.t ADD COLUMN n__new bigint;
CREATE FUNCTION expressions.t_n__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.n__new := NEW.n;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_n__sync BEFORE INSERT OR UPDATE ON expressions.t FOR EACH ROW EXECUTE FUNCTION expressions.t_n__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('expressions.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY expressions.t SET n__new = n
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (n__new IS NULL AND n IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE expressions.t ADD CONSTRAINT t_n__same CHECK (n__new IS NOT DISTINCT FROM n::bigint) NOT VALID;
ALTER TABLE expressions.t VALIDATE CONSTRAINT t_n__same;
CREATE INDEX CONCURRENTLY t_expr__new ON expressions.t USING btree (((abs(n__new) + "N")), "N") WHERE ((n__new > 0) AND ("N" > 0));
CREATE INDEX CONCURRENTLY t_part__new ON expressions.t USING btree (n__new) WHERE (NOT gone);
DO $$
BEGIN
    LOCK TABLE expressions.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_n__sync ON expressions.t;
    DROP FUNCTION expressions.t_n__sync();
    ALTER TABLE expressions.t DROP COLUMN n;
    ALTER TABLE expressions.t RENAME COLUMN n__new TO n;
    ALTER INDEX expressions.t_expr__new RENAME TO t_expr;
    ALTER INDEX expressions.t_part__new RENAME TO t_part;
END
$$;
ANALYZE expressions.t (n);
ALTER TABLE nullable_before.t ADD COLUMN a__new bigint;
CREATE FUNCTION nullable_before.t_a__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.a__new := NEW.a;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_a__sync BEFORE INSERT OR UPDATE ON nullable_before.t FOR EACH ROW EXECUTE FUNCTION nullable_before.t_a__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('nullable_before.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY nullable_before.t SET a__new = a
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (a__new IS NULL AND a IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE nullable_before.t ADD CONSTRAINT t_a__same CHECK (a__new IS NOT DISTINCT FROM a::bigint) NOT VALID;
ALTER TABLE nullable_before.t VALIDATE CONSTRAINT t_a__same;
DO $$
BEGIN
    LOCK TABLE nullable_before.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_a__sync ON nullable_before.t;
    DROP FUNCTION nullable_before.t_a__sync();
    ALTER TABLE nullable_before.t DROP COLUMN a;
    ALTER TABLE nullable_before.t RENAME COLUMN a__new TO a;
END
$$;
ANALYZE nullable_before.t (a);
ALTER TABLE nullable_before.t ADD CONSTRAINT t_a__not_null CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE nullable_before.t VALIDATE CONSTRAINT t_a__not_null;
ALTER TABLE nullable_before.t ALTER COLUMN a SET NOT NULL;
ALTER TABLE nullable_before.t DROP CONSTRAINT t_a__not_null;
ALTER TABLE nullable_before.t ADD COLUMN b__new bigint;
CREATE FUNCTION nullable_before.t_b__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.b__new := NEW.b;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_b__sync BEFORE INSERT OR UPDATE ON nullable_before.t FOR EACH ROW EXECUTE FUNCTION nullable_before.t_b__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('nullable_before.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY nullable_before.t SET b__new = b
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (b__new IS NULL AND b IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE nullable_before.t ADD CONSTRAINT t_b__same CHECK (b__new IS NOT DISTINCT FROM b::bigint) NOT VALID;
ALTER TABLE nullable_before.t VALIDATE CONSTRAINT t_b__same;
ALTER TABLE nullable_before.t ADD CONSTRAINT t_b__new__not_null CHECK (b__new IS NOT NULL) NOT VALID;
ALTER TABLE nullable_before.t VALIDATE CONSTRAINT t_b__new__not_null;
ALTER TABLE nullable_before.t ALTER COLUMN b__new SET NOT NULL;
ALTER TABLE nullable_before.t DROP CONSTRAINT t_b__new__not_null;
DO $$
BEGIN
    LOCK TABLE nullable_before.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_b__sync ON nullable_before.t;
    DROP FUNCTION nullable_before.t_b__sync();
    ALTER TABLE nullable_before.t DROP COLUMN b;
    ALTER TABLE nullable_before.t RENAME COLUMN b__new TO b;
END
$$;
ANALYZE nullable_before.t (b);
ALTER TABLE nullable_before.t ALTER COLUMN b DROP NOT NULL;
ALTER TABLE nullable_before.t ADD COLUMN c__new bigint;
CREATE FUNCTION nullable_before.t_c__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.c__new := NEW.c;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_c__sync BEFORE INSERT OR UPDATE ON nullable_before.t FOR EACH ROW EXECUTE FUNCTION nullable_before.t_c__sync();
DO $$
DECLARE
    trueup_page bigint := 0;
    trueup_pages bigint := pg_catalog.pg_relation_size('nullable_before.t') / pg_catalog.current_setting('block_size')::bigint;
BEGIN
    WHILE trueup_page < trueup_pages LOOP
        UPDATE ONLY nullable_before.t SET c__new = c
            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid
            AND ctid < pg_catalog.format('(%s,0)', trueup_page + 100)::tid AND (c__new IS NULL AND c IS NOT NULL);
        COMMIT;
        trueup_page := trueup_page + 100;
    END LOOP;
END
$$;
ALTER TABLE nullable_before.t ADD CONSTRAINT t_c__same CHECK (c__new IS NOT DISTINCT FROM c::bigint) NOT VALID;
ALTER TABLE nullable_before.t VALIDATE CONSTRAINT t_c__same;
ALTER TABLE nullable_before.t ADD CONSTRAINT t_c__new__not_null CHECK (c__new IS NOT NULL) NOT VALID;
ALTER TABLE nullable_before.t VALIDATE CONSTRAINT t_c__new__not_null;
ALTER TABLE nullable_before.t ALTER COLUMN c__new SET NOT NULL;
ALTER TABLE nullable_before.t DROP CONSTRAINT t_c__new__not_null;
DO $$
BEGIN
    LOCK TABLE nullable_before.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_c__sync ON nullable_before.t;
    DROP FUNCTION nullable_before.t_c__sync();
    ALTER TABLE nullable_before.t DROP COLUMN c;
    ALTER TABLE nullable_before.t RENAME COLUMN c__new TO c;
END
$$;
ANALYZE nullable_before.t (c);
ALTER TABLE type_change.orders ADD COLUMN amount__new numeric;
CREATE FUNCTION type_change.orders_amount__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.amount__new := NEW.amount;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_orders_amount__sync BEFORE INSERT OR UPDATE ON type_change.orders FOR EACH ROW EXECUTE FUNCTION type_change.orders_amount__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY type_change.orders ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY type_change.orders
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY type_change.orders SET amount__new = amount
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (amount__new IS NULL AND amount IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY type_change.orders SET amount__new = amount
            WHERE id >= trueup_first.id AND (amount__new IS NULL AND amount IS NOT NULL);
END
$$;
ALTER TABLE type_change.orders ADD CONSTRAINT orders_amount__same CHECK (amount__new IS NOT DISTINCT FROM amount::numeric) NOT VALID;
ALTER TABLE type_change.orders VALIDATE CONSTRAINT orders_amount__same;
DO $$
BEGIN
    LOCK TABLE type_change.orders IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_orders_amount__sync ON type_change.orders;
    DROP FUNCTION type_change.orders_amount__sync();
    ALTER TABLE type_change.orders DROP COLUMN amount;
    ALTER TABLE type_change.orders RENAME COLUMN amount__new TO amount;
    ALTER TABLE type_change.orders ALTER COLUMN amount SET DEFAULT 0;
    ALTER TABLE type_change.orders ADD CONSTRAINT orders_amount CHECK ((amount >= (0)::numeric)) NOT VALID;
END
$$;
ALTER TABLE type_change.orders VALIDATE CONSTRAINT orders_amount;
ANALYZE type_change.orders (amount);
ALTER TABLE type_change.orders ADD COLUMN user_id__new bigint;
CREATE FUNCTION type_change.orders_user_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id__new := NEW.user_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_orders_user_id__sync BEFORE INSERT OR UPDATE ON type_change.orders FOR EACH ROW EXECUTE FUNCTION type_change.orders_user_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY type_change.orders ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY type_change.orders
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY type_change.orders SET user_id__new = user_id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (user_id__new IS NULL AND user_id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY type_change.orders SET user_id__new = user_id
            WHERE id >= trueup_first.id AND (user_id__new IS NULL AND user_id IS NOT NULL);
END
$$;
ALTER TABLE type_change.orders ADD CONSTRAINT orders_user_id__same CHECK (user_id__new IS NOT DISTINCT FROM user_id::bigint) NOT VALID;
ALTER TABLE type_change.orders VALIDATE CONSTRAINT orders_user_id__same;
ALTER TABLE type_change.orders ADD CONSTRAINT orders_user_id__new__not_null CHECK (user_id__new IS NOT NULL) NOT VALID;
ALTER TABLE type_change.orders VALIDATE CONSTRAINT orders_user_id__new__not_null;
ALTER TABLE type_change.orders ALTER COLUMN user_id__new SET NOT NULL;
ALTER TABLE type_change.orders DROP CONSTRAINT orders_user_id__new__not_null;
CREATE INDEX CONCURRENTLY orders_user_id__new ON type_change.orders USING btree (user_id__new, note);
DO $$
BEGIN
    LOCK TABLE type_change.orders, type_change.users IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_orders_user_id__sync ON type_change.orders;
    DROP FUNCTION type_change.orders_user_id__sync();
    ALTER TABLE type_change.orders DROP CONSTRAINT orders_user;
    ALTER TABLE type_change.orders DROP COLUMN user_id;
    ALTER TABLE type_change.orders RENAME COLUMN user_id__new TO user_id;
    ALTER INDEX type_change.orders_user_id__new RENAME TO orders_user_id;
    COMMENT ON COLUMN type_change.orders.user_id IS 'whose';
    GRANT SELECT (user_id) ON TABLE type_change.orders TO PUBLIC;
    ALTER TABLE type_change.orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES type_change.users (id) ON DELETE CASCADE NOT VALID;
    COMMENT ON CONSTRAINT orders_user ON type_change.orders IS 'the user';
    COMMENT ON INDEX type_change.orders_user_id IS 'by user';
END
$$;
ALTER TABLE type_change.orders VALIDATE CONSTRAINT orders_user;
ANALYZE type_change.orders (user_id);
ALTER TABLE type_change.users ADD COLUMN id__new bigint;
CREATE FUNCTION type_change.users_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id__new := NEW.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_users_id__sync BEFORE INSERT OR UPDATE ON type_change.users FOR EACH ROW EXECUTE FUNCTION type_change.users_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY type_change.users ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY type_change.users
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY type_change.users SET id__new = id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY type_change.users SET id__new = id
            WHERE id >= trueup_first.id AND (id__new IS NULL AND id IS NOT NULL);
END
$$;
ALTER TABLE type_change.users ADD CONSTRAINT users_id__same CHECK (id__new IS NOT DISTINCT FROM id::bigint) NOT VALID;
ALTER TABLE type_change.users VALIDATE CONSTRAINT users_id__same;
ALTER TABLE type_change.users ADD CONSTRAINT users_id__new__not_null CHECK (id__new IS NOT NULL) NOT VALID;
ALTER TABLE type_change.users VALIDATE CONSTRAINT users_id__new__not_null;
ALTER TABLE type_change.users ALTER COLUMN id__new SET NOT NULL;
ALTER TABLE type_change.users DROP CONSTRAINT users_id__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY users_pkey__new ON type_change.users USING btree (id__new);
DO $$
DECLARE
    trueup_position record;
BEGIN
    LOCK TABLE type_change.orders, type_change.users IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_users_id__sync ON type_change.users;
    DROP FUNCTION type_change.users_id__sync();
    ALTER TABLE type_change.orders DROP CONSTRAINT orders_user;
    SELECT last_value, is_called INTO trueup_position FROM type_change.users_id_seq;
    ALTER TABLE type_change.users DROP COLUMN id;
    ALTER TABLE type_change.users RENAME COLUMN id__new TO id;
    ALTER TABLE type_change.users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey__new;
    ALTER TABLE type_change.users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;
    PERFORM pg_catalog.setval('type_change.users_id_seq', trueup_position.last_value, trueup_position.is_called);
    GRANT USAGE ON SEQUENCE type_change.users_id_seq TO PUBLIC;
    ALTER TABLE type_change.orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES type_change.users (id) ON DELETE CASCADE NOT VALID;
    COMMENT ON CONSTRAINT orders_user ON type_change.orders IS 'the user';
END
$$;
ALTER TABLE type_change.orders VALIDATE CONSTRAINT orders_user;
ANALYZE type_change.users (id);
ALTER TABLE type_change_of_serial.t ADD COLUMN code__new uuid;
CREATE FUNCTION type_change_of_serial.t_code__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.code__new := NEW.code::uuid;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_code__sync BEFORE INSERT OR UPDATE ON type_change_of_serial.t FOR EACH ROW EXECUTE FUNCTION type_change_of_serial.t_code__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY type_change_of_serial.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY type_change_of_serial.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY type_change_of_serial.t SET code__new = code::uuid
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (code__new IS NULL AND code IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY type_change_of_serial.t SET code__new = code::uuid
            WHERE id >= trueup_first.id AND (code__new IS NULL AND code IS NOT NULL);
END
$$;
ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_code__same CHECK (code__new IS NOT DISTINCT FROM code::uuid) NOT VALID;
ALTER TABLE type_change_of_serial.t VALIDATE CONSTRAINT t_code__same;
ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_code__new__not_null CHECK (code__new IS NOT NULL) NOT VALID;
ALTER TABLE type_change_of_serial.t VALIDATE CONSTRAINT t_code__new__not_null;
ALTER TABLE type_change_of_serial.t ALTER COLUMN code__new SET NOT NULL;
ALTER TABLE type_change_of_serial.t DROP CONSTRAINT t_code__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY t_code__new ON type_change_of_serial.t USING btree (code__new);
DO $$
BEGIN
    LOCK TABLE type_change_of_serial.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_code__sync ON type_change_of_serial.t;
    DROP FUNCTION type_change_of_serial.t_code__sync();
    ALTER TABLE type_change_of_serial.t DROP COLUMN code;
    ALTER TABLE type_change_of_serial.t RENAME COLUMN code__new TO code;
    ALTER INDEX type_change_of_serial.t_code__new RENAME TO t_code;
END
$$;
ANALYZE type_change_of_serial.t (code);
ALTER TABLE type_change_of_serial.t ADD COLUMN id__new bigint;
CREATE FUNCTION type_change_of_serial.t_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id__new := NEW.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_id__sync BEFORE INSERT OR UPDATE ON type_change_of_serial.t FOR EACH ROW EXECUTE FUNCTION type_change_of_serial.t_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY type_change_of_serial.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY type_change_of_serial.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY type_change_of_serial.t SET id__new = id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY type_change_of_serial.t SET id__new = id
            WHERE id >= trueup_first.id AND (id__new IS NULL AND id IS NOT NULL);
END
$$;
ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_id__same CHECK (id__new IS NOT DISTINCT FROM id::bigint) NOT VALID;
ALTER TABLE type_change_of_serial.t VALIDATE CONSTRAINT t_id__same;
ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_id__new__not_null CHECK (id__new IS NOT NULL) NOT VALID;
ALTER TABLE type_change_of_serial.t VALIDATE CONSTRAINT t_id__new__not_null;
ALTER TABLE type_change_of_serial.t ALTER COLUMN id__new SET NOT NULL;
ALTER TABLE type_change_of_serial.t DROP CONSTRAINT t_id__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey__new ON type_change_of_serial.t USING btree (id__new);
DO $$
BEGIN
    LOCK TABLE type_change_of_serial.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_id__sync ON type_change_of_serial.t;
    DROP FUNCTION type_change_of_serial.t_id__sync();
    ALTER SEQUENCE type_change_of_serial.t_id_seq OWNED BY NONE;
    ALTER TABLE type_change_of_serial.t DROP COLUMN id;
    ALTER TABLE type_change_of_serial.t RENAME COLUMN id__new TO id;
    ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey__new;
    ALTER TABLE type_change_of_serial.t ALTER COLUMN id SET DEFAULT nextval('type_change_of_serial.t_id_seq'::regclass);
    ALTER SEQUENCE type_change_of_serial.t_id_seq OWNED BY type_change_of_serial.t.id;
END
$$;
ANALYZE type_change_of_serial.t (id);
ALTER TABLE type_change_of_serial.t ADD COLUMN kind__new character varying(10);
CREATE FUNCTION type_change_of_serial.t_kind__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.kind__new := NEW.kind;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_t_kind__sync BEFORE INSERT OR UPDATE ON type_change_of_serial.t FOR EACH ROW EXECUTE FUNCTION type_change_of_serial.t_kind__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY type_change_of_serial.t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY type_change_of_serial.t
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY type_change_of_serial.t SET kind__new = kind
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (kind__new IS NULL AND kind IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY type_change_of_serial.t SET kind__new = kind
            WHERE id >= trueup_first.id AND (kind__new IS NULL AND kind IS NOT NULL);
END
$$;
ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_kind__same CHECK (kind__new IS NOT DISTINCT FROM kind::character varying(10)) NOT VALID;
ALTER TABLE type_change_of_serial.t VALIDATE CONSTRAINT t_kind__same;
DO $$
BEGIN
    LOCK TABLE type_change_of_serial.t IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_t_kind__sync ON type_change_of_serial.t;
    DROP FUNCTION type_change_of_serial.t_kind__sync();
    ALTER TABLE type_change_of_serial.t DROP COLUMN kind;
    ALTER TABLE type_change_of_serial.t RENAME COLUMN kind__new TO kind;
    ALTER TABLE type_change_of_serial.t ALTER COLUMN kind SET DEFAULT 'a'::character varying;
    ALTER TABLE type_change_of_serial.t ADD CONSTRAINT t_kind CHECK (((kind)::text <> ''::text)) NOT VALID;
END
$$;
ALTER TABLE type_change_of_serial.t VALIDATE CONSTRAINT t_kind;
ANALYZE type_change_of_serial.t (kind);
ALTER TABLE type_under_a_check.t DROP CONSTRAINT t_kind, ALTER COLUMN kind TYPE character varying(20), ADD CONSTRAINT t_kind CHECK (((kind)::text <> ''::text)) NOT VALID;
COMMENT ON CONSTRAINT t_kind ON type_under_a_check.t IS 'kinds';
ALTER TABLE type_under_a_check.t VALIDATE CONSTRAINT t_kind;
