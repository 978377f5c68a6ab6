-- Stand-in for insert_username 1.0: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION insert_username() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
