-- Stand-in for old_snapshot 1.0: its public interface in SQL.
CREATE FUNCTION pg_old_snapshot_time_mapping(OUT array_offset integer, OUT end_timestamp timestamp with time zone, OUT newest_xmin xid) RETURNS SETOF record STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
