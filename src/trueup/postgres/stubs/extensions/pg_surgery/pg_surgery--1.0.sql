-- Stand-in for pg_surgery 1.0: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION heap_force_kill(reloid regclass, tids tid[]) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION heap_force_freeze(reloid regclass, tids tid[]) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
