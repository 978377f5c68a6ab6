-- Stand-in for insert_username 1.0: its public interface in SQL.
CREATE FUNCTION insert_username() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], session_user)); END$$;
