-- Stand-in for postgres_fdw 1.2: its public interface in SQL.
CREATE FUNCTION postgres_fdw_handler() RETURNS fdw_handler STRICT LANGUAGE internal AS 'void_in';
CREATE FUNCTION postgres_fdw_validator(text[], oid) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION postgres_fdw_get_connections(OUT server_name text, OUT valid boolean) RETURNS SETOF record STRICT PARALLEL RESTRICTED LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION postgres_fdw_disconnect(text) RETURNS boolean STRICT PARALLEL RESTRICTED LANGUAGE sql RETURN NULL::boolean;
CREATE FUNCTION postgres_fdw_disconnect_all() RETURNS boolean STRICT PARALLEL RESTRICTED LANGUAGE sql RETURN NULL::boolean;
CREATE FOREIGN DATA WRAPPER postgres_fdw;
