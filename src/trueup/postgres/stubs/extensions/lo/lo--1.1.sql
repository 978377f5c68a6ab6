-- Stand-in for lo 1.1: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE DOMAIN lo AS oid;
CREATE FUNCTION lo_oid(lo) RETURNS oid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION lo_manage() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN COALESCE(NEW, OLD); END$$;
