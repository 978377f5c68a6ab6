-- Stand-in for refint 1.0: its public interface in SQL.
CREATE FUNCTION check_primary_key() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE FUNCTION check_foreign_key() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
