-- Stand-in for pg_surgery 1.0: its public interface in SQL.
CREATE FUNCTION heap_force_kill(reloid regclass, tids tid[]) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION heap_force_freeze(reloid regclass, tids tid[]) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
