-- Stand-in for pg_prewarm 1.2: its public interface in SQL.
CREATE FUNCTION pg_prewarm(regclass, mode text DEFAULT 'buffer'::text, fork text DEFAULT 'main'::text, first_block bigint DEFAULT NULL::bigint, last_block bigint DEFAULT NULL::bigint) RETURNS bigint PARALLEL SAFE LANGUAGE sql RETURN NULL::bigint;
CREATE FUNCTION autoprewarm_start_worker() RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION autoprewarm_dump_now() RETURNS bigint STRICT LANGUAGE sql RETURN NULL::bigint;
