-- Stand-in for moddatetime 1.0: its public interface in SQL.
CREATE FUNCTION moddatetime() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stamp timestamptz := current_timestamp;
BEGIN
  IF TG_NARGS <> 1 THEN RAISE EXCEPTION 'moddatetime (%): A single argument was expected', TG_RELNAME; END IF;
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], CASE WHEN (SELECT atttypid = 'timestamp'::regtype FROM pg_attribute WHERE attrelid = TG_RELID AND attname = TG_ARGV[0])
    THEN to_jsonb(stamp::timestamp) ELSE to_jsonb(stamp) END));
END$$;
