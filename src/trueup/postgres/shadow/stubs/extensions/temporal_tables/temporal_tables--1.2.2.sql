-- Stand-in for temporal_tables 1.2.2: its public interface in SQL.
CREATE FUNCTION versioning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], tstzrange(current_timestamp, NULL)));
END$$;
CREATE FUNCTION set_system_time(timestamp with time zone) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
