-- Stand-in for pg_buffercache 1.6: its public interface in SQL.
CREATE FUNCTION pg_buffercache_pages() RETURNS SETOF record PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE VIEW pg_buffercache AS SELECT NULL::integer AS bufferid, NULL::oid AS relfilenode, NULL::oid AS reltablespace, NULL::oid AS reldatabase, NULL::smallint AS relforknumber, NULL::bigint AS relblocknumber, NULL::boolean AS isdirty, NULL::smallint AS usagecount, NULL::integer AS pinning_backends WHERE false;
