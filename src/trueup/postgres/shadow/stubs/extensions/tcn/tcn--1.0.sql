-- Stand-in for tcn 1.0: its public interface in SQL.
CREATE FUNCTION triggered_change_notification() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
