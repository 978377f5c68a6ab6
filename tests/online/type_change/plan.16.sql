ALTER TABLE public.orders DROP CONSTRAINT orders_amount;
ALTER TABLE public.orders ADD COLUMN amount__new numeric;
CREATE FUNCTION public.orders_amount__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.amount__new := NEW.amount;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_orders_amount__sync BEFORE INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.orders_amount__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY public.orders ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY public.orders
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.orders SET amount__new = amount
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (amount__new IS NULL AND amount IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.orders SET amount__new = amount
            WHERE id >= trueup_first.id AND (amount__new IS NULL AND amount IS NOT NULL);
END
$$;
ALTER TABLE public.orders ADD CONSTRAINT orders_amount__same CHECK (amount__new IS NOT DISTINCT FROM amount::numeric) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_amount__same;
DO $$
BEGIN
    LOCK TABLE public.orders IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_orders_amount__sync ON public.orders;
    DROP FUNCTION public.orders_amount__sync();
    ALTER TABLE public.orders DROP COLUMN amount;
    ALTER TABLE public.orders RENAME COLUMN amount__new TO amount;
    ALTER TABLE public.orders ALTER COLUMN amount SET DEFAULT 0;
END
$$;
ANALYZE public.orders (amount);
ALTER TABLE public.orders ADD COLUMN user_id__new bigint;
CREATE FUNCTION public.orders_user_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id__new := NEW.user_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_orders_user_id__sync BEFORE INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.orders_user_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY public.orders ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY public.orders
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.orders SET user_id__new = user_id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (user_id__new IS NULL AND user_id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.orders SET user_id__new = user_id
            WHERE id >= trueup_first.id AND (user_id__new IS NULL AND user_id IS NOT NULL);
END
$$;
ALTER TABLE public.orders ADD CONSTRAINT orders_user_id__same CHECK (user_id__new IS NOT DISTINCT FROM user_id::bigint) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_id__same;
ALTER TABLE public.orders ADD CONSTRAINT orders_user_id__new__not_null CHECK (user_id__new IS NOT NULL) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_id__new__not_null;
ALTER TABLE public.orders ALTER COLUMN user_id__new SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT orders_user_id__new__not_null;
CREATE INDEX CONCURRENTLY orders_user_id__new ON public.orders USING btree (user_id__new, note);
DO $$
BEGIN
    LOCK TABLE public.orders, public.users IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_orders_user_id__sync ON public.orders;
    DROP FUNCTION public.orders_user_id__sync();
    ALTER TABLE public.orders DROP CONSTRAINT orders_user;
    ALTER TABLE public.orders DROP COLUMN user_id;
    ALTER TABLE public.orders RENAME COLUMN user_id__new TO user_id;
    ALTER INDEX public.orders_user_id__new RENAME TO orders_user_id;
    COMMENT ON COLUMN public.orders.user_id IS 'whose';
    GRANT SELECT (user_id) ON TABLE public.orders TO PUBLIC;
    ALTER TABLE public.orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    COMMENT ON CONSTRAINT orders_user ON public.orders IS 'the user';
    COMMENT ON INDEX public.orders_user_id IS 'by user';
END
$$;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user;
ANALYZE public.orders (user_id);
ALTER TABLE public.users ADD COLUMN id__new bigint;
CREATE FUNCTION public.users_id__sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id__new := NEW.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER zzz_users_id__sync BEFORE INSERT OR UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION public.users_id__sync();
DO $$
DECLARE
    trueup_first record;
    trueup_next record;
BEGIN
    SELECT id INTO trueup_first FROM ONLY public.users ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO trueup_next FROM ONLY public.users
            WHERE id >= trueup_first.id ORDER BY id OFFSET 5000 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE ONLY public.users SET id__new = id
            WHERE id >= trueup_first.id AND id < trueup_next.id AND (id__new IS NULL AND id IS NOT NULL);
        COMMIT;
        trueup_first := trueup_next;
    END LOOP;
    UPDATE ONLY public.users SET id__new = id
            WHERE id >= trueup_first.id AND (id__new IS NULL AND id IS NOT NULL);
END
$$;
ALTER TABLE public.users ADD CONSTRAINT users_id__same CHECK (id__new IS NOT DISTINCT FROM id::bigint) NOT VALID;
ALTER TABLE public.users VALIDATE CONSTRAINT users_id__same;
ALTER TABLE public.users ADD CONSTRAINT users_id__new__not_null CHECK (id__new IS NOT NULL) NOT VALID;
ALTER TABLE public.users VALIDATE CONSTRAINT users_id__new__not_null;
ALTER TABLE public.users ALTER COLUMN id__new SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT users_id__new__not_null;
CREATE UNIQUE INDEX CONCURRENTLY users_pkey__new ON public.users USING btree (id__new);
DO $$
DECLARE
    trueup_position record;
BEGIN
    LOCK TABLE public.orders, public.users IN ACCESS EXCLUSIVE MODE;
    DROP TRIGGER zzz_users_id__sync ON public.users;
    DROP FUNCTION public.users_id__sync();
    ALTER TABLE public.orders DROP CONSTRAINT orders_user;
    SELECT last_value, is_called INTO trueup_position FROM public.users_id_seq;
    ALTER TABLE public.users DROP COLUMN id;
    ALTER TABLE public.users RENAME COLUMN id__new TO id;
    ALTER TABLE public.users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey__new;
    ALTER TABLE public.users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;
    PERFORM pg_catalog.setval('public.users_id_seq', trueup_position.last_value, trueup_position.is_called);
    GRANT USAGE ON SEQUENCE public.users_id_seq TO PUBLIC;
    ALTER TABLE public.orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    COMMENT ON CONSTRAINT orders_user ON public.orders IS 'the user';
END
$$;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user;
ANALYZE public.users (id);
ALTER TABLE public.orders ADD CONSTRAINT orders_amount CHECK ((amount >= (0)::numeric)) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_amount;
