-- Stand-in for pg_wait_sampling 1.1: its public interface in SQL.
CREATE FUNCTION pg_wait_sampling_get_current(pid integer, OUT pid integer, OUT event_type text, OUT event text, OUT queryid bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pg_wait_sampling_get_history(OUT pid integer, OUT ts timestamp with time zone, OUT event_type text, OUT event text, OUT queryid bigint) RETURNS SETOF record STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pg_wait_sampling_get_profile(OUT pid integer, OUT event_type text, OUT event text, OUT queryid bigint, OUT count bigint) RETURNS SETOF record STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pg_wait_sampling_reset_profile() RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE VIEW pg_wait_sampling_current AS SELECT NULL::integer AS pid, NULL::text AS event_type, NULL::text AS event, NULL::bigint AS queryid WHERE false;
CREATE VIEW pg_wait_sampling_history AS SELECT NULL::integer AS pid, NULL::timestamp with time zone AS ts, NULL::text AS event_type, NULL::text AS event, NULL::bigint AS queryid WHERE false;
CREATE VIEW pg_wait_sampling_profile AS SELECT NULL::integer AS pid, NULL::text AS event_type, NULL::text AS event, NULL::bigint AS queryid, NULL::bigint AS count WHERE false;
