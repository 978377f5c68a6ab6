-- Stand-in for adminpack 2.1: its public interface in SQL.
CREATE FUNCTION pg_file_write(text, text, boolean) RETURNS bigint STRICT LANGUAGE sql RETURN NULL::bigint;
CREATE FUNCTION pg_file_rename(text, text, text) RETURNS boolean LANGUAGE sql RETURN NULL::boolean;
CREATE FUNCTION pg_file_rename(text, text) RETURNS boolean STRICT LANGUAGE sql RETURN NULL::boolean;
CREATE FUNCTION pg_file_unlink(text) RETURNS boolean STRICT LANGUAGE sql RETURN NULL::boolean;
CREATE FUNCTION pg_logdir_ls() RETURNS SETOF record STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pg_file_sync(text) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
