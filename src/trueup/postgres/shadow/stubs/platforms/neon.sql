-- What Neon has: its roles, and the schema its authentication service keeps users in.
-- roles: neon_superuser cloud_admin neondb_owner neon_service anonymous authenticated authenticator
-- schemas: neon_auth neon_migration
-- cluster
DO $cluster$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('neon_superuser', 'NOLOGIN'),
    ('cloud_admin', 'NOLOGIN'),
    ('neondb_owner', 'NOLOGIN'),
    ('neon_service', 'NOLOGIN'),
    ('anonymous', 'NOLOGIN'),
    ('authenticated', 'NOLOGIN'),
    ('authenticator', 'NOLOGIN')) v(name, options)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name) THEN
      BEGIN
        EXECUTE pg_catalog.format('CREATE ROLE %I %s', wanted.name, wanted.options);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- another database of this server was faster
      END;
    END IF;
  END LOOP;
END
$cluster$;
GRANT neon_superuser, anonymous, authenticated, authenticator TO @owner@;
-- database
CREATE SCHEMA neon_auth AUTHORIZATION neondb_owner;
CREATE TABLE neon_auth.users_sync (
  raw_json jsonb NOT NULL,
  id text GENERATED ALWAYS AS (raw_json ->> 'id'::text) STORED NOT NULL CONSTRAINT users_sync_pkey PRIMARY KEY,
  name text GENERATED ALWAYS AS (raw_json ->> 'display_name'::text) STORED,
  email text GENERATED ALWAYS AS (raw_json ->> 'primary_email'::text) STORED,
  created_at timestamp with time zone GENERATED ALWAYS AS (to_timestamp(trunc(((raw_json ->> 'signed_up_at_millis'::text)::bigint)::double precision / 1000::double precision))) STORED,
  updated_at timestamp with time zone,
  deleted_at timestamp with time zone
);
CREATE INDEX users_sync_deleted_at_idx ON neon_auth.users_sync (deleted_at);
ALTER TABLE neon_auth.users_sync OWNER TO neondb_owner;
GRANT ALL ON SCHEMA neon_auth TO @owner@ WITH GRANT OPTION;
GRANT ALL ON neon_auth.users_sync TO @owner@ WITH GRANT OPTION;
