-- Stand-in for pg_freespacemap 1.3: its public interface in SQL.
CREATE FUNCTION pg_freespace(regclass, bigint) RETURNS smallint STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::smallint;
CREATE FUNCTION pg_freespace(rel regclass, OUT blkno bigint, OUT avail smallint) RETURNS SETOF record PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
