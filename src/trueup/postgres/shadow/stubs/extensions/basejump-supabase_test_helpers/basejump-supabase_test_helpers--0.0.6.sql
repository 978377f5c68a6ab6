-- Stand-in for basejump-supabase_test_helpers 0.0.6: its public interface in SQL.
CREATE SCHEMA tests;
CREATE FUNCTION tests.create_supabase_user(identifier text, email text DEFAULT NULL, phone text DEFAULT NULL, metadata jsonb DEFAULT NULL) RETURNS uuid LANGUAGE sql RETURN NULL::uuid;
CREATE FUNCTION tests.get_supabase_user(identifier text) RETURNS json LANGUAGE sql RETURN NULL::json;
CREATE FUNCTION tests.get_supabase_uid(identifier text) RETURNS uuid LANGUAGE sql RETURN NULL::uuid;
CREATE FUNCTION tests.authenticate_as(identifier text) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION tests.authenticate_as_service_role() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION tests.clear_authentication() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION tests.rls_enabled(testing_schema text) RETURNS text LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION tests.rls_enabled(testing_schema text, testing_table text) RETURNS text LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION tests.freeze_time(frozen_time timestamp with time zone) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION tests.unfreeze_time() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;

GRANT ALL ON SCHEMA tests TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA tests TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA tests TO PUBLIC;
