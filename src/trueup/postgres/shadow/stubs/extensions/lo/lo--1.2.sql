-- Stand-in for lo 1.2: its public interface in SQL.
CREATE DOMAIN lo AS oid;
CREATE FUNCTION lo_manage() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
CREATE FUNCTION lo_oid(lo) RETURNS oid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN $1::pg_catalog.oid;
