-- Stand-in for pg_graphql 1.5.11: its public interface in SQL.
CREATE FUNCTION graphql.resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL, extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$SELECT '{"data": null}'::jsonb$$;
CREATE FUNCTION graphql._internal_resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL, extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$SELECT '{"data": null}'::jsonb$$;
CREATE FUNCTION graphql.comment_directive(comment_ text) RETURNS jsonb IMMUTABLE LANGUAGE sql AS $$SELECT coalesce((regexp_match($1, '@graphql\((.+)\)'))[1]::jsonb, '{}'::jsonb)$$;
CREATE FUNCTION graphql.exception(message text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '22000', MESSAGE = message;
END$$;
CREATE SEQUENCE graphql.seq_schema_version AS integer CYCLE;
CREATE FUNCTION graphql.get_schema_version() RETURNS integer STABLE LANGUAGE sql AS $$SELECT last_value::integer FROM graphql.seq_schema_version$$;
CREATE FUNCTION graphql.increment_schema_version() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END$$;

GRANT ALL ON SCHEMA graphql TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA graphql TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA graphql TO PUBLIC;
