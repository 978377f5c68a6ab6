-- Stand-in for pg_freespacemap 1.2: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION pg_freespace(regclass, bigint) RETURNS smallint STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION pg_freespace(rel regclass, OUT blkno bigint, OUT avail smallint) RETURNS SETOF record PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
