-- Stand-in for pg_stat_monitor 2.3: its public interface in SQL.
CREATE FUNCTION pg_stat_monitor_version() RETURNS text PARALLEL SAFE LANGUAGE sql RETURN '2.3';
CREATE FUNCTION pg_stat_monitor_reset() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE VIEW pg_stat_monitor AS SELECT NULL::bigint AS bucket, NULL::oid AS userid, NULL::oid AS dbid, NULL::bigint AS queryid, NULL::text AS query, NULL::bigint AS calls WHERE false;
