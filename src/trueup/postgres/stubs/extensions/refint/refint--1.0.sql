-- Stand-in for refint 1.0: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION check_primary_key() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
CREATE FUNCTION check_foreign_key() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
