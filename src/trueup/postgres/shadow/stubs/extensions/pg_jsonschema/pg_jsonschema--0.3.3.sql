-- Stand-in for pg_jsonschema 0.3.3: its public interface in SQL.
CREATE FUNCTION json_matches_schema(schema json, instance json) RETURNS boolean IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN true;
CREATE FUNCTION jsonb_matches_schema(schema json, instance jsonb) RETURNS boolean IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN true;
CREATE FUNCTION jsonschema_is_valid(schema json) RETURNS boolean IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN true;
CREATE FUNCTION jsonschema_validation_errors(schema json, instance json) RETURNS text[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '{}'::text[];
