-- Stand-in for autoinc 1.0: its public interface in SQL.
CREATE FUNCTION autoinc() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  made jsonb := '{}';
BEGIN
  FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
    IF coalesce((to_jsonb(NEW) ->> TG_ARGV[2 * i])::bigint, 0) = 0 THEN
      made := made || jsonb_build_object(TG_ARGV[2 * i], nextval(TG_ARGV[2 * i + 1]::regclass));
    END IF;
  END LOOP;
  RETURN jsonb_populate_record(NEW, made);
END$$;
