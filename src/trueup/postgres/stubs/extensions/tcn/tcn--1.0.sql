-- Stand-in for tcn 1.0: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION triggered_change_notification() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
