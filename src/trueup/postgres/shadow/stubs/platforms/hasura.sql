-- What a Hasura GraphQL engine puts into the database it serves.
-- roles: 
-- schemas: hdb_catalog hdb_views
-- extensions: pgcrypto
-- cluster
-- database
CREATE SCHEMA hdb_catalog;
CREATE FUNCTION hdb_catalog.gen_hasura_uuid() RETURNS uuid LANGUAGE sql AS $$
  SELECT gen_random_uuid()
$$;
CREATE TABLE hdb_catalog.hdb_version (
  hasura_uuid uuid DEFAULT hdb_catalog.gen_hasura_uuid() NOT NULL CONSTRAINT hdb_version_pkey PRIMARY KEY,
  version text NOT NULL,
  upgraded_on timestamp with time zone NOT NULL,
  cli_state jsonb DEFAULT '{}'::jsonb NOT NULL,
  console_state jsonb DEFAULT '{}'::jsonb NOT NULL,
  ee_client_id text,
  ee_client_secret text
);
CREATE TABLE hdb_catalog.hdb_metadata (id integer NOT NULL CONSTRAINT hdb_metadata_pkey PRIMARY KEY, metadata json NOT NULL, resource_version integer DEFAULT 1 NOT NULL CONSTRAINT hdb_metadata_resource_version_key UNIQUE);
CREATE TABLE hdb_catalog.event_log (
  id text DEFAULT hdb_catalog.gen_hasura_uuid() NOT NULL CONSTRAINT event_log_pkey PRIMARY KEY,
  schema_name text NOT NULL,
  table_name text NOT NULL,
  trigger_name text NOT NULL,
  payload jsonb NOT NULL,
  delivered boolean DEFAULT false NOT NULL,
  error boolean DEFAULT false NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  created_at timestamp without time zone DEFAULT now(),
  locked timestamp with time zone,
  next_retry_at timestamp without time zone,
  archived boolean DEFAULT false NOT NULL
);
CREATE FUNCTION hdb_catalog.insert_event_log(schema_name text, table_name text, trigger_name text, op text, row_data json) RETURNS text LANGUAGE sql AS $$
  INSERT INTO hdb_catalog.event_log (schema_name, table_name, trigger_name, payload) VALUES ($1, $2, $3, jsonb_build_object('op', $4, 'data', $5)) RETURNING id
$$;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
GRANT ALL ON SCHEMA hdb_catalog TO @owner@;
GRANT ALL ON ALL TABLES IN SCHEMA hdb_catalog TO @owner@;
