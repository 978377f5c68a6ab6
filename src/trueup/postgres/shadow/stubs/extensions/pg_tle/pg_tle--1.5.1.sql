-- Stand-in for pg_tle 1.5.1: its public interface in SQL.
CREATE TYPE pgtle.pg_tle_features AS ENUM ('passcheck', 'clientauth');
CREATE TYPE pgtle.password_types AS ENUM ('PASSWORD_TYPE_PLAINTEXT', 'PASSWORD_TYPE_MD5', 'PASSWORD_TYPE_SCRAM_SHA_256');
CREATE TABLE pgtle.feature_info (feature pgtle.pg_tle_features, schema_name text, proname text, obj_identity text, CONSTRAINT feature_info_pkey PRIMARY KEY (feature, schema_name, proname));
CREATE FUNCTION pgtle.install_extension(name text, version text, description text, ext text, requires text[] DEFAULT NULL, schema text DEFAULT NULL) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.install_extension_version_sql(name text, version text, ext text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.install_update_path(name text, fromvers text, tovers text, ext text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.uninstall_extension(extname text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.uninstall_extension(extname text, version text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.uninstall_extension_if_exists(extname text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.uninstall_update_path(extname text, fromvers text, tovers text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.set_default_version(name text, version text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION pgtle.available_extensions(OUT name name, OUT default_version text, OUT comment text) RETURNS SETOF record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgtle.register_feature(proc regproc, feature pgtle.pg_tle_features) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgtle.unregister_feature(proc regproc, feature pgtle.pg_tle_features) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;

GRANT ALL ON SCHEMA pgtle TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA pgtle TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pgtle TO PUBLIC;
