-- What a Supabase project has before the first migration of its user: roles, managed schemas and their public interface.
-- roles: anon authenticated service_role authenticator postgres supabase_admin supabase_auth_admin supabase_storage_admin
-- roles: supabase_functions_admin supabase_realtime_admin supabase_replication_admin supabase_read_only_user supabase_etl_admin
-- roles: supabase_privileged_role dashboard_user pgbouncer pgsodium_keyiduser pgsodium_keyholder pgsodium_keymaker pgtle_admin
-- schemas: auth storage extensions graphql graphql_public realtime _realtime vault pgsodium pgsodium_masks pgbouncer net cron
-- schemas: supabase_functions supabase_migrations _analytics _supavisor
-- extensions: uuid-ossp pgcrypto pg_stat_statements supabase_vault pg_graphql pg_net
-- publications: supabase_realtime supabase_realtime_messages_publication
-- triggers: update_objects_updated_at enforce_bucket_name_length_trigger protect_buckets_delete protect_objects_delete
-- triggers: prefixes_create_hierarchy prefixes_delete_hierarchy prefixes_delete_cleanup objects_insert_create_prefix
-- triggers: objects_update_create_prefix objects_delete_delete_prefix objects_update_level tr_check_filters key_encrypt_secret_trigger_raw_key
-- policies: cron_job_policy cron_job_run_details_policy
-- event_triggers: issue_graphql_placeholder issue_pg_cron_access issue_pg_graphql_access issue_pg_net_access pgrst_ddl_watch
-- event_triggers: pgrst_drop_watch pgsodium_trg_mask_update graphql_watch_ddl graphql_watch_drop
-- search_path: "$user", public, extensions
-- cluster
DO $cluster$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('anon', 'NOLOGIN NOINHERIT'), ('authenticated', 'NOLOGIN NOINHERIT'), ('service_role', 'NOLOGIN NOINHERIT BYPASSRLS'),
    ('authenticator', 'NOLOGIN NOINHERIT'), ('postgres', 'NOLOGIN'), ('supabase_admin', 'NOLOGIN CREATEROLE BYPASSRLS'),
    ('supabase_auth_admin', 'NOLOGIN NOINHERIT'), ('supabase_storage_admin', 'NOLOGIN NOINHERIT'),
    ('supabase_functions_admin', 'NOLOGIN NOINHERIT'), ('supabase_realtime_admin', 'NOLOGIN NOINHERIT'),
    ('supabase_replication_admin', 'NOLOGIN'), ('supabase_read_only_user', 'NOLOGIN BYPASSRLS'),
    ('supabase_etl_admin', 'NOLOGIN'), ('supabase_privileged_role', 'NOLOGIN'), ('dashboard_user', 'NOLOGIN'),
    ('pgbouncer', 'NOLOGIN'), ('pgsodium_keyiduser', 'NOLOGIN'), ('pgsodium_keyholder', 'NOLOGIN'),
    ('pgsodium_keymaker', 'NOLOGIN'), ('pgtle_admin', 'NOLOGIN')) v(name, options)
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
GRANT anon, authenticated, service_role TO authenticator;
GRANT anon, authenticated, service_role, authenticator TO @owner@ WITH ADMIN OPTION;
GRANT supabase_auth_admin, supabase_storage_admin, supabase_functions_admin, supabase_realtime_admin TO @owner@;
GRANT supabase_admin, supabase_privileged_role, supabase_read_only_user, supabase_etl_admin, pgtle_admin, pgbouncer TO @owner@;
GRANT dashboard_user, pgsodium_keyiduser, pgsodium_keyholder, pgsodium_keymaker TO @owner@;
-- database
CREATE SCHEMA extensions;
CREATE SCHEMA auth AUTHORIZATION supabase_admin;
CREATE SCHEMA storage AUTHORIZATION supabase_admin;
CREATE SCHEMA realtime AUTHORIZATION supabase_admin;
CREATE SCHEMA _realtime AUTHORIZATION supabase_admin;
CREATE SCHEMA graphql_public AUTHORIZATION supabase_admin;
CREATE SCHEMA pgbouncer AUTHORIZATION pgbouncer;
CREATE SCHEMA supabase_functions AUTHORIZATION supabase_admin;
CREATE SCHEMA supabase_migrations;
CREATE SCHEMA pgsodium AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA extensions TO PUBLIC, anon, authenticated, service_role;
GRANT ALL ON SCHEMA extensions, supabase_migrations TO @owner@;
GRANT ALL ON SCHEMA extensions TO dashboard_user;
GRANT USAGE ON SCHEMA auth, storage, realtime, supabase_functions, graphql_public TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA auth, storage, realtime, _realtime, graphql_public, supabase_functions, pgbouncer TO @owner@ WITH GRANT OPTION;
GRANT ALL ON SCHEMA auth TO supabase_auth_admin, dashboard_user;
GRANT ALL ON SCHEMA storage TO supabase_storage_admin, dashboard_user;
GRANT ALL ON SCHEMA realtime TO supabase_realtime_admin;
GRANT ALL ON SCHEMA supabase_functions TO supabase_functions_admin;
GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA public TO @owner@;

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_net WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS supabase_vault;
CREATE EXTENSION IF NOT EXISTS pg_graphql;

ALTER DEFAULT PRIVILEGES FOR ROLE @owner@ IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE @owner@ IN SCHEMA public GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE @owner@ IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;

-- auth: the tables of the authentication service
SET ROLE supabase_auth_admin;
SET search_path = '';
CREATE TYPE auth.aal_level AS ENUM ('aal1', 'aal2', 'aal3');
CREATE TYPE auth.code_challenge_method AS ENUM ('s256', 'plain');
CREATE TYPE auth.factor_status AS ENUM ('unverified', 'verified');
CREATE TYPE auth.factor_type AS ENUM ('totp', 'webauthn', 'phone');
CREATE TYPE auth.one_time_token_type AS ENUM ('confirmation_token', 'reauthentication_token', 'recovery_token', 'email_change_token_new', 'email_change_token_current', 'phone_change_token');
CREATE TYPE auth.oauth_registration_type AS ENUM ('dynamic', 'manual');
CREATE TYPE auth.oauth_authorization_status AS ENUM ('pending', 'approved', 'denied', 'expired');
CREATE TYPE auth.oauth_response_type AS ENUM ('code');
CREATE TYPE auth.oauth_client_type AS ENUM ('public', 'confidential');
CREATE TABLE auth.users (
  instance_id uuid,
  id uuid NOT NULL CONSTRAINT users_pkey PRIMARY KEY,
  aud character varying(255),
  role character varying(255),
  email character varying(255),
  encrypted_password character varying(255),
  email_confirmed_at timestamp with time zone,
  invited_at timestamp with time zone,
  confirmation_token character varying(255),
  confirmation_sent_at timestamp with time zone,
  recovery_token character varying(255),
  recovery_sent_at timestamp with time zone,
  email_change_token_new character varying(255),
  email_change character varying(255),
  email_change_sent_at timestamp with time zone,
  last_sign_in_at timestamp with time zone,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  is_super_admin boolean,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  phone text DEFAULT NULL::character varying CONSTRAINT users_phone_key UNIQUE,
  phone_confirmed_at timestamp with time zone,
  phone_change text DEFAULT ''::character varying,
  phone_change_token character varying(255) DEFAULT ''::character varying,
  phone_change_sent_at timestamp with time zone,
  confirmed_at timestamp with time zone GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED,
  email_change_token_current character varying(255) DEFAULT ''::character varying,
  email_change_confirm_status smallint DEFAULT 0 CONSTRAINT users_email_change_confirm_status_check CHECK (email_change_confirm_status >= 0 AND email_change_confirm_status <= 2),
  banned_until timestamp with time zone,
  reauthentication_token character varying(255) DEFAULT ''::character varying,
  reauthentication_sent_at timestamp with time zone,
  is_sso_user boolean DEFAULT false NOT NULL,
  deleted_at timestamp with time zone,
  is_anonymous boolean DEFAULT false NOT NULL
);
CREATE UNIQUE INDEX confirmation_token_idx ON auth.users (confirmation_token) WHERE confirmation_token::text !~ '^[0-9 ]*$'::text;
CREATE UNIQUE INDEX email_change_token_current_idx ON auth.users (email_change_token_current) WHERE email_change_token_current::text !~ '^[0-9 ]*$'::text;
CREATE UNIQUE INDEX email_change_token_new_idx ON auth.users (email_change_token_new) WHERE email_change_token_new::text !~ '^[0-9 ]*$'::text;
CREATE UNIQUE INDEX reauthentication_token_idx ON auth.users (reauthentication_token) WHERE reauthentication_token::text !~ '^[0-9 ]*$'::text;
CREATE UNIQUE INDEX recovery_token_idx ON auth.users (recovery_token) WHERE recovery_token::text !~ '^[0-9 ]*$'::text;
CREATE UNIQUE INDEX users_email_partial_key ON auth.users (email) WHERE is_sso_user = false;
CREATE INDEX users_instance_id_email_idx ON auth.users (instance_id, lower(email::text));
CREATE INDEX users_instance_id_idx ON auth.users (instance_id);
CREATE INDEX users_is_anonymous_idx ON auth.users (is_anonymous);
CREATE TABLE auth.instances (id uuid NOT NULL CONSTRAINT instances_pkey PRIMARY KEY, uuid uuid, raw_base_config text, created_at timestamp with time zone, updated_at timestamp with time zone);
CREATE TABLE auth.schema_migrations (version character varying(255) NOT NULL CONSTRAINT schema_migrations_pkey PRIMARY KEY);
CREATE TABLE auth.audit_log_entries (instance_id uuid, id uuid NOT NULL CONSTRAINT audit_log_entries_pkey PRIMARY KEY, payload json, created_at timestamp with time zone, ip_address character varying(64) DEFAULT ''::character varying NOT NULL);
CREATE INDEX audit_logs_instance_id_idx ON auth.audit_log_entries (instance_id);
CREATE TABLE auth.identities (
  provider_id text NOT NULL,
  user_id uuid NOT NULL CONSTRAINT identities_user_id_fkey REFERENCES auth.users (id) ON DELETE CASCADE,
  identity_data jsonb NOT NULL,
  provider text NOT NULL,
  last_sign_in_at timestamp with time zone,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  email text GENERATED ALWAYS AS (lower(identity_data ->> 'email'::text)) STORED,
  id uuid DEFAULT gen_random_uuid() NOT NULL CONSTRAINT identities_pkey PRIMARY KEY,
  CONSTRAINT identities_provider_id_provider_unique UNIQUE (provider_id, provider)
);
CREATE INDEX identities_email_idx ON auth.identities (email text_pattern_ops);
CREATE INDEX identities_user_id_idx ON auth.identities (user_id);
CREATE TABLE auth.oauth_clients (
  id uuid NOT NULL CONSTRAINT oauth_clients_pkey PRIMARY KEY,
  client_secret_hash text,
  registration_type auth.oauth_registration_type NOT NULL,
  redirect_uris text NOT NULL,
  grant_types text NOT NULL,
  client_name text CONSTRAINT oauth_clients_client_name_length CHECK (char_length(client_name) <= 1024),
  client_uri text CONSTRAINT oauth_clients_client_uri_length CHECK (char_length(client_uri) <= 2048),
  logo_uri text CONSTRAINT oauth_clients_logo_uri_length CHECK (char_length(logo_uri) <= 2048),
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  deleted_at timestamp with time zone,
  client_type auth.oauth_client_type DEFAULT 'confidential'::auth.oauth_client_type NOT NULL
);
CREATE TABLE auth.sessions (
  id uuid NOT NULL CONSTRAINT sessions_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES auth.users (id) ON DELETE CASCADE,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  factor_id uuid,
  aal auth.aal_level,
  not_after timestamp with time zone,
  refreshed_at timestamp without time zone,
  user_agent text,
  ip inet,
  tag text,
  oauth_client_id uuid CONSTRAINT sessions_oauth_client_id_fkey REFERENCES auth.oauth_clients (id) ON DELETE CASCADE
);
CREATE INDEX sessions_not_after_idx ON auth.sessions (not_after DESC);
CREATE INDEX sessions_user_id_idx ON auth.sessions (user_id);
CREATE INDEX user_id_created_at_idx ON auth.sessions (user_id, created_at);
CREATE TABLE auth.refresh_tokens (
  instance_id uuid,
  id bigserial NOT NULL CONSTRAINT refresh_tokens_pkey PRIMARY KEY,
  token character varying(255) CONSTRAINT refresh_tokens_token_unique UNIQUE,
  user_id character varying(255),
  revoked boolean,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  parent character varying(255),
  session_id uuid CONSTRAINT refresh_tokens_session_id_fkey REFERENCES auth.sessions (id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_instance_id_idx ON auth.refresh_tokens (instance_id);
CREATE INDEX refresh_tokens_instance_id_user_id_idx ON auth.refresh_tokens (instance_id, user_id);
CREATE INDEX refresh_tokens_parent_idx ON auth.refresh_tokens (parent);
CREATE INDEX refresh_tokens_session_id_revoked_idx ON auth.refresh_tokens (session_id, revoked);
CREATE INDEX refresh_tokens_updated_at_idx ON auth.refresh_tokens (updated_at DESC);
CREATE TABLE auth.mfa_factors (
  id uuid NOT NULL CONSTRAINT mfa_factors_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT mfa_factors_user_id_fkey REFERENCES auth.users (id) ON DELETE CASCADE,
  friendly_name text,
  factor_type auth.factor_type NOT NULL,
  status auth.factor_status NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  secret text,
  phone text,
  last_challenged_at timestamp with time zone CONSTRAINT mfa_factors_last_challenged_at_key UNIQUE,
  web_authn_credential jsonb,
  web_authn_aaguid uuid
);
CREATE INDEX factor_id_created_at_idx ON auth.mfa_factors (user_id, created_at);
CREATE UNIQUE INDEX mfa_factors_user_friendly_name_unique ON auth.mfa_factors (friendly_name, user_id) WHERE TRIM(BOTH FROM friendly_name) <> ''::text;
CREATE INDEX mfa_factors_user_id_idx ON auth.mfa_factors (user_id);
CREATE UNIQUE INDEX unique_phone_factor_per_user ON auth.mfa_factors (user_id, phone);
CREATE TABLE auth.mfa_challenges (
  id uuid NOT NULL CONSTRAINT mfa_challenges_pkey PRIMARY KEY,
  factor_id uuid NOT NULL CONSTRAINT mfa_challenges_auth_factor_id_fkey REFERENCES auth.mfa_factors (id) ON DELETE CASCADE,
  created_at timestamp with time zone NOT NULL,
  verified_at timestamp with time zone,
  ip_address inet NOT NULL,
  otp_code text,
  web_authn_session_data jsonb
);
CREATE INDEX mfa_challenge_created_at_idx ON auth.mfa_challenges (created_at DESC);
CREATE TABLE auth.mfa_amr_claims (
  session_id uuid NOT NULL CONSTRAINT mfa_amr_claims_session_id_fkey REFERENCES auth.sessions (id) ON DELETE CASCADE,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  authentication_method text NOT NULL,
  id uuid NOT NULL CONSTRAINT amr_id_pk PRIMARY KEY,
  CONSTRAINT mfa_amr_claims_session_id_authentication_method_pkey UNIQUE (session_id, authentication_method)
);
CREATE TABLE auth.sso_providers (
  id uuid NOT NULL CONSTRAINT sso_providers_pkey PRIMARY KEY,
  resource_id text CONSTRAINT "resource_id not empty" CHECK (resource_id = NULL::text OR char_length(resource_id) > 0),
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  disabled boolean
);
CREATE UNIQUE INDEX sso_providers_resource_id_idx ON auth.sso_providers (lower(resource_id));
CREATE TABLE auth.sso_domains (
  id uuid NOT NULL CONSTRAINT sso_domains_pkey PRIMARY KEY,
  sso_provider_id uuid NOT NULL CONSTRAINT sso_domains_sso_provider_id_fkey REFERENCES auth.sso_providers (id) ON DELETE CASCADE,
  domain text NOT NULL CONSTRAINT "domain not empty" CHECK (char_length(domain) > 0),
  created_at timestamp with time zone,
  updated_at timestamp with time zone
);
CREATE UNIQUE INDEX sso_domains_domain_idx ON auth.sso_domains (lower(domain));
CREATE INDEX sso_domains_sso_provider_id_idx ON auth.sso_domains (sso_provider_id);
CREATE TABLE auth.saml_providers (
  id uuid NOT NULL CONSTRAINT saml_providers_pkey PRIMARY KEY,
  sso_provider_id uuid NOT NULL CONSTRAINT saml_providers_sso_provider_id_fkey REFERENCES auth.sso_providers (id) ON DELETE CASCADE,
  entity_id text NOT NULL CONSTRAINT saml_providers_entity_id_key UNIQUE CONSTRAINT "entity_id not empty" CHECK (char_length(entity_id) > 0),
  metadata_xml text NOT NULL CONSTRAINT "metadata_xml not empty" CHECK (char_length(metadata_xml) > 0),
  metadata_url text CONSTRAINT "metadata_url not empty" CHECK (metadata_url = NULL::text OR char_length(metadata_url) > 0),
  attribute_mapping jsonb,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  name_id_format text
);
CREATE INDEX saml_providers_sso_provider_id_idx ON auth.saml_providers (sso_provider_id);
CREATE TABLE auth.flow_state (
  id uuid NOT NULL CONSTRAINT flow_state_pkey PRIMARY KEY,
  user_id uuid,
  auth_code text NOT NULL,
  code_challenge_method auth.code_challenge_method NOT NULL,
  code_challenge text NOT NULL,
  provider_type text NOT NULL,
  provider_access_token text,
  provider_refresh_token text,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  authentication_method text NOT NULL,
  auth_code_issued_at timestamp with time zone
);
CREATE INDEX flow_state_created_at_idx ON auth.flow_state (created_at DESC);
CREATE INDEX idx_auth_code ON auth.flow_state (auth_code);
CREATE INDEX idx_user_id_auth_method ON auth.flow_state (user_id, authentication_method);
CREATE TABLE auth.saml_relay_states (
  id uuid NOT NULL CONSTRAINT saml_relay_states_pkey PRIMARY KEY,
  sso_provider_id uuid NOT NULL CONSTRAINT saml_relay_states_sso_provider_id_fkey REFERENCES auth.sso_providers (id) ON DELETE CASCADE,
  request_id text NOT NULL CONSTRAINT "request_id not empty" CHECK (char_length(request_id) > 0),
  for_email text,
  redirect_to text,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  flow_state_id uuid CONSTRAINT saml_relay_states_flow_state_id_fkey REFERENCES auth.flow_state (id) ON DELETE CASCADE
);
CREATE INDEX saml_relay_states_created_at_idx ON auth.saml_relay_states (created_at DESC);
CREATE INDEX saml_relay_states_for_email_idx ON auth.saml_relay_states (for_email);
CREATE INDEX saml_relay_states_sso_provider_id_idx ON auth.saml_relay_states (sso_provider_id);
CREATE TABLE auth.one_time_tokens (
  id uuid NOT NULL CONSTRAINT one_time_tokens_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT one_time_tokens_user_id_fkey REFERENCES auth.users (id) ON DELETE CASCADE,
  token_type auth.one_time_token_type NOT NULL,
  token_hash text NOT NULL CONSTRAINT one_time_tokens_token_hash_check CHECK (char_length(token_hash) > 0),
  relates_to text NOT NULL,
  created_at timestamp without time zone DEFAULT now() NOT NULL,
  updated_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE INDEX one_time_tokens_relates_to_hash_idx ON auth.one_time_tokens USING hash (relates_to);
CREATE INDEX one_time_tokens_token_hash_hash_idx ON auth.one_time_tokens USING hash (token_hash);
CREATE UNIQUE INDEX one_time_tokens_user_id_token_type_key ON auth.one_time_tokens (user_id, token_type);
CREATE TABLE auth.oauth_authorizations (
  id uuid NOT NULL CONSTRAINT oauth_authorizations_pkey PRIMARY KEY,
  authorization_id text NOT NULL CONSTRAINT oauth_authorizations_authorization_id_key UNIQUE,
  client_id uuid NOT NULL CONSTRAINT oauth_authorizations_client_id_fkey REFERENCES auth.oauth_clients (id) ON DELETE CASCADE,
  user_id uuid CONSTRAINT oauth_authorizations_user_id_fkey REFERENCES auth.users (id) ON DELETE CASCADE,
  redirect_uri text NOT NULL,
  scope text NOT NULL,
  state text,
  resource text,
  code_challenge text,
  code_challenge_method auth.code_challenge_method,
  response_type auth.oauth_response_type DEFAULT 'code'::auth.oauth_response_type NOT NULL,
  status auth.oauth_authorization_status DEFAULT 'pending'::auth.oauth_authorization_status NOT NULL,
  authorization_code text CONSTRAINT oauth_authorizations_authorization_code_key UNIQUE,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone DEFAULT (now() + '00:03:00'::interval) NOT NULL,
  approved_at timestamp with time zone
);
CREATE TABLE auth.oauth_consents (
  id uuid NOT NULL CONSTRAINT oauth_consents_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT oauth_consents_user_id_fkey REFERENCES auth.users (id) ON DELETE CASCADE,
  client_id uuid NOT NULL CONSTRAINT oauth_consents_client_id_fkey REFERENCES auth.oauth_clients (id) ON DELETE CASCADE,
  scopes text NOT NULL,
  granted_at timestamp with time zone DEFAULT now() NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT oauth_consents_user_client_unique UNIQUE (user_id, client_id)
);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'))::uuid
$$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'))::text
$$;
CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('request.jwt.claim.email', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'))::text
$$;
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('request.jwt.claim', true), ''), nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
DO $rls$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_catalog.pg_class c WHERE c.relnamespace = 'auth'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'oauth%'
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY', name);
  END LOOP;
END
$rls$;
-- what later releases of the service added
ALTER TABLE auth.sessions ADD COLUMN refresh_token_hmac_key text;
ALTER TABLE auth.sessions ADD COLUMN refresh_token_counter bigint;
ALTER TABLE auth.sessions ADD COLUMN scopes text;
ALTER TABLE auth.sessions ADD CONSTRAINT sessions_scopes_length CHECK ((char_length(scopes) <= 4096));
CREATE INDEX sessions_oauth_client_id_idx ON auth.sessions (oauth_client_id);
ALTER TABLE auth.mfa_factors ADD COLUMN last_webauthn_challenge_data jsonb;
CREATE INDEX sso_providers_resource_id_pattern_idx ON auth.sso_providers (resource_id text_pattern_ops);
ALTER TABLE auth.flow_state ALTER COLUMN auth_code DROP NOT NULL;
ALTER TABLE auth.flow_state ALTER COLUMN code_challenge_method DROP NOT NULL;
ALTER TABLE auth.flow_state ALTER COLUMN code_challenge DROP NOT NULL;
ALTER TABLE auth.flow_state ADD COLUMN invite_token text;
ALTER TABLE auth.flow_state ADD COLUMN referrer text;
ALTER TABLE auth.flow_state ADD COLUMN oauth_client_state_id uuid;
ALTER TABLE auth.flow_state ADD COLUMN linking_target_id uuid;
ALTER TABLE auth.flow_state ADD COLUMN email_optional boolean NOT NULL DEFAULT false;
ALTER TABLE auth.oauth_clients ADD COLUMN token_endpoint_auth_method text NOT NULL;
ALTER TABLE auth.oauth_clients ADD CONSTRAINT oauth_clients_token_endpoint_auth_method_check CHECK ((token_endpoint_auth_method = ANY (ARRAY['client_secret_basic'::text, 'client_secret_post'::text, 'none'::text])));
CREATE INDEX oauth_clients_deleted_at_idx ON auth.oauth_clients (deleted_at);
ALTER TABLE auth.oauth_authorizations ADD COLUMN nonce text;
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_authorization_code_length CHECK ((char_length(authorization_code) <= 255));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_code_challenge_length CHECK ((char_length(code_challenge) <= 128));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_expires_at_future CHECK ((expires_at > created_at));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_nonce_length CHECK ((char_length(nonce) <= 255));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_redirect_uri_length CHECK ((char_length(redirect_uri) <= 2048));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_resource_length CHECK ((char_length(resource) <= 2048));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_scope_length CHECK ((char_length(scope) <= 4096));
ALTER TABLE auth.oauth_authorizations ADD CONSTRAINT oauth_authorizations_state_length CHECK ((char_length(state) <= 4096));
CREATE INDEX oauth_auth_pending_exp_idx ON auth.oauth_authorizations (expires_at) WHERE (status = 'pending'::auth.oauth_authorization_status);
ALTER TABLE auth.oauth_consents ADD CONSTRAINT oauth_consents_revoked_after_granted CHECK (((revoked_at IS NULL) OR (revoked_at >= granted_at)));
ALTER TABLE auth.oauth_consents ADD CONSTRAINT oauth_consents_scopes_length CHECK ((char_length(scopes) <= 2048));
ALTER TABLE auth.oauth_consents ADD CONSTRAINT oauth_consents_scopes_not_empty CHECK ((char_length(TRIM(BOTH FROM scopes)) > 0));
CREATE INDEX oauth_consents_active_client_idx ON auth.oauth_consents (client_id) WHERE (revoked_at IS NULL);
CREATE INDEX oauth_consents_active_user_client_idx ON auth.oauth_consents (user_id, client_id) WHERE (revoked_at IS NULL);
CREATE INDEX oauth_consents_user_order_idx ON auth.oauth_consents (user_id, granted_at DESC);
CREATE TABLE auth.oauth_client_states (
  id uuid NOT NULL,
  provider_type text NOT NULL,
  code_verifier text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT oauth_client_states_pkey PRIMARY KEY (id)
);
CREATE INDEX idx_oauth_client_states_created_at ON auth.oauth_client_states (created_at);
CREATE TABLE auth.custom_oauth_providers (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  provider_type text NOT NULL,
  identifier text NOT NULL,
  name text NOT NULL,
  client_id text NOT NULL,
  client_secret text NOT NULL,
  acceptable_client_ids text[] NOT NULL DEFAULT '{}'::text[],
  scopes text[] NOT NULL DEFAULT '{}'::text[],
  pkce_enabled boolean NOT NULL DEFAULT true,
  attribute_mapping jsonb NOT NULL DEFAULT '{}'::jsonb,
  authorization_params jsonb NOT NULL DEFAULT '{}'::jsonb,
  enabled boolean NOT NULL DEFAULT true,
  email_optional boolean NOT NULL DEFAULT false,
  issuer text,
  discovery_url text,
  skip_nonce_check boolean NOT NULL DEFAULT false,
  cached_discovery jsonb,
  discovery_cached_at timestamp with time zone,
  authorization_url text,
  token_url text,
  userinfo_url text,
  jwks_uri text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  custom_claims_allowlist text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT custom_oauth_providers_identifier_key UNIQUE (identifier),
  CONSTRAINT custom_oauth_providers_pkey PRIMARY KEY (id),
  CONSTRAINT custom_oauth_providers_authorization_url_https CHECK (((authorization_url IS NULL) OR (authorization_url ~~ 'https://%'::text))),
  CONSTRAINT custom_oauth_providers_authorization_url_length CHECK (((authorization_url IS NULL) OR (char_length(authorization_url) <= 2048))),
  CONSTRAINT custom_oauth_providers_client_id_length CHECK (((char_length(client_id) >= 1) AND (char_length(client_id) <= 512))),
  CONSTRAINT custom_oauth_providers_discovery_url_length CHECK (((discovery_url IS NULL) OR (char_length(discovery_url) <= 2048))),
  CONSTRAINT custom_oauth_providers_identifier_format CHECK ((identifier ~ '^[a-z0-9][a-z0-9:-]{0,48}[a-z0-9]$'::text)),
  CONSTRAINT custom_oauth_providers_issuer_length CHECK (((issuer IS NULL) OR ((char_length(issuer) >= 1) AND (char_length(issuer) <= 2048)))),
  CONSTRAINT custom_oauth_providers_jwks_uri_https CHECK (((jwks_uri IS NULL) OR (jwks_uri ~~ 'https://%'::text))),
  CONSTRAINT custom_oauth_providers_jwks_uri_length CHECK (((jwks_uri IS NULL) OR (char_length(jwks_uri) <= 2048))),
  CONSTRAINT custom_oauth_providers_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  CONSTRAINT custom_oauth_providers_oauth2_requires_endpoints CHECK (((provider_type <> 'oauth2'::text) OR ((authorization_url IS NOT NULL) AND (token_url IS NOT NULL) AND (userinfo_url IS NOT NULL)))),
  CONSTRAINT custom_oauth_providers_oidc_discovery_url_https CHECK (((provider_type <> 'oidc'::text) OR (discovery_url IS NULL) OR (discovery_url ~~ 'https://%'::text))),
  CONSTRAINT custom_oauth_providers_oidc_issuer_https CHECK (((provider_type <> 'oidc'::text) OR (issuer IS NULL) OR (issuer ~~ 'https://%'::text))),
  CONSTRAINT custom_oauth_providers_oidc_requires_issuer CHECK (((provider_type <> 'oidc'::text) OR (issuer IS NOT NULL))),
  CONSTRAINT custom_oauth_providers_provider_type_check CHECK ((provider_type = ANY (ARRAY['oauth2'::text, 'oidc'::text]))),
  CONSTRAINT custom_oauth_providers_token_url_https CHECK (((token_url IS NULL) OR (token_url ~~ 'https://%'::text))),
  CONSTRAINT custom_oauth_providers_token_url_length CHECK (((token_url IS NULL) OR (char_length(token_url) <= 2048))),
  CONSTRAINT custom_oauth_providers_userinfo_url_https CHECK (((userinfo_url IS NULL) OR (userinfo_url ~~ 'https://%'::text))),
  CONSTRAINT custom_oauth_providers_userinfo_url_length CHECK (((userinfo_url IS NULL) OR (char_length(userinfo_url) <= 2048)))
);
CREATE INDEX custom_oauth_providers_created_at_idx ON auth.custom_oauth_providers (created_at);
CREATE INDEX custom_oauth_providers_enabled_idx ON auth.custom_oauth_providers (enabled);
CREATE INDEX custom_oauth_providers_identifier_idx ON auth.custom_oauth_providers (identifier);
CREATE INDEX custom_oauth_providers_provider_type_idx ON auth.custom_oauth_providers (provider_type);
CREATE TABLE auth.webauthn_credentials (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  attestation_type text NOT NULL DEFAULT ''::text,
  aaguid uuid,
  sign_count bigint NOT NULL DEFAULT 0,
  transports jsonb NOT NULL DEFAULT '[]'::jsonb,
  backup_eligible boolean NOT NULL DEFAULT false,
  backed_up boolean NOT NULL DEFAULT false,
  friendly_name text NOT NULL DEFAULT ''::text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  last_used_at timestamp with time zone,
  CONSTRAINT webauthn_credentials_pkey PRIMARY KEY (id),
  CONSTRAINT webauthn_credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX webauthn_credentials_credential_id_key ON auth.webauthn_credentials (credential_id);
CREATE INDEX webauthn_credentials_user_id_idx ON auth.webauthn_credentials (user_id);
CREATE TABLE auth.webauthn_challenges (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid,
  challenge_type text NOT NULL,
  session_data jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT webauthn_challenges_pkey PRIMARY KEY (id),
  CONSTRAINT webauthn_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE,
  CONSTRAINT webauthn_challenges_challenge_type_check CHECK ((challenge_type = ANY (ARRAY['signup'::text, 'registration'::text, 'authentication'::text])))
);
CREATE INDEX webauthn_challenges_expires_at_idx ON auth.webauthn_challenges (expires_at);
CREATE INDEX webauthn_challenges_user_id_idx ON auth.webauthn_challenges (user_id);
GRANT ALL ON ALL TABLES IN SCHEMA auth TO dashboard_user;
GRANT ALL ON ALL SEQUENCES IN SCHEMA auth TO dashboard_user;
GRANT ALL ON ALL TABLES IN SCHEMA auth TO @owner@ WITH GRANT OPTION;
GRANT ALL ON ALL SEQUENCES IN SCHEMA auth TO @owner@ WITH GRANT OPTION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA auth TO anon, authenticated, service_role, dashboard_user;

-- storage: buckets and objects of the file service
SET ROLE supabase_storage_admin;
CREATE TYPE storage.buckettype AS ENUM ('STANDARD', 'ANALYTICS', 'VECTOR');
CREATE TABLE storage.migrations (id integer NOT NULL CONSTRAINT migrations_pkey PRIMARY KEY, name character varying(100) NOT NULL CONSTRAINT migrations_name_key UNIQUE, hash character varying(40) NOT NULL, executed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE storage.buckets (
  id text NOT NULL CONSTRAINT buckets_pkey PRIMARY KEY,
  name text NOT NULL,
  owner uuid,
  created_at timestamp with time zone DEFAULT now(),
  updated_at timestamp with time zone DEFAULT now(),
  public boolean DEFAULT false,
  avif_autodetection boolean DEFAULT false,
  file_size_limit bigint,
  allowed_mime_types text[],
  owner_id text,
  type storage.buckettype DEFAULT 'STANDARD'::storage.buckettype NOT NULL
);
CREATE UNIQUE INDEX bname ON storage.buckets (name);
CREATE TABLE storage.objects (
  id uuid DEFAULT gen_random_uuid() NOT NULL CONSTRAINT objects_pkey PRIMARY KEY,
  bucket_id text CONSTRAINT "objects_bucketId_fkey" REFERENCES storage.buckets (id),
  name text,
  owner uuid,
  created_at timestamp with time zone DEFAULT now(),
  updated_at timestamp with time zone DEFAULT now(),
  last_accessed_at timestamp with time zone DEFAULT now(),
  metadata jsonb,
  path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/'::text)) STORED,
  version text,
  owner_id text,
  user_metadata jsonb,
  level integer
);
CREATE UNIQUE INDEX bucketid_objname ON storage.objects (bucket_id, name);
CREATE INDEX name_prefix_search ON storage.objects (name text_pattern_ops);
CREATE TABLE storage.prefixes (
  bucket_id text NOT NULL CONSTRAINT "prefixes_bucketId_fkey" REFERENCES storage.buckets (id),
  name text NOT NULL COLLATE pg_catalog."C",
  level integer GENERATED ALWAYS AS (cardinality(string_to_array(name, '/'::text))) STORED NOT NULL,
  created_at timestamp with time zone DEFAULT now(),
  updated_at timestamp with time zone DEFAULT now(),
  CONSTRAINT prefixes_pkey PRIMARY KEY (bucket_id, level, name)
);
CREATE TABLE storage.s3_multipart_uploads (
  id text NOT NULL CONSTRAINT s3_multipart_uploads_pkey PRIMARY KEY,
  in_progress_size bigint DEFAULT 0 NOT NULL,
  upload_signature text NOT NULL,
  bucket_id text NOT NULL CONSTRAINT s3_multipart_uploads_bucket_id_fkey REFERENCES storage.buckets (id),
  key text NOT NULL COLLATE pg_catalog."C",
  version text NOT NULL,
  owner_id text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  user_metadata jsonb
);
CREATE TABLE storage.s3_multipart_uploads_parts (
  id uuid DEFAULT gen_random_uuid() NOT NULL CONSTRAINT s3_multipart_uploads_parts_pkey PRIMARY KEY,
  upload_id text NOT NULL CONSTRAINT s3_multipart_uploads_parts_upload_id_fkey REFERENCES storage.s3_multipart_uploads (id) ON DELETE CASCADE,
  size bigint DEFAULT 0 NOT NULL,
  part_number integer NOT NULL,
  bucket_id text NOT NULL CONSTRAINT s3_multipart_uploads_parts_bucket_id_fkey REFERENCES storage.buckets (id),
  key text NOT NULL COLLATE pg_catalog."C",
  etag text NOT NULL,
  owner_id text,
  version text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE storage.buckets_analytics (
  name text NOT NULL,
  type storage.buckettype DEFAULT 'ANALYTICS'::storage.buckettype NOT NULL,
  format text DEFAULT 'ICEBERG'::text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  id uuid DEFAULT gen_random_uuid() NOT NULL CONSTRAINT buckets_analytics_pkey PRIMARY KEY,
  deleted_at timestamp with time zone
);
-- what later releases of the service added
ALTER TABLE storage.buckets ADD COLUMN versioning_status text NOT NULL DEFAULT 'DISABLED'::text;
ALTER TABLE storage.buckets ADD CONSTRAINT buckets_versioning_dark_check CHECK ((versioning_status = 'DISABLED'::text));
ALTER TABLE storage.buckets ADD CONSTRAINT buckets_versioning_standard_only_check CHECK (((type = 'STANDARD'::storage.buckettype) OR (versioning_status = 'DISABLED'::text)));
ALTER TABLE storage.buckets ADD CONSTRAINT buckets_versioning_status_check CHECK ((versioning_status = ANY (ARRAY['DISABLED'::text, 'ENABLED'::text, 'SUSPENDED'::text])));
ALTER TABLE storage.objects ADD COLUMN archived_at timestamp with time zone;
ALTER TABLE storage.objects ADD COLUMN is_delete_marker boolean NOT NULL DEFAULT false;
ALTER TABLE storage.objects ADD COLUMN is_versioned boolean NOT NULL DEFAULT false;
CREATE INDEX idx_objects_bucket_id_name ON storage.objects (bucket_id, name COLLATE "C");
CREATE INDEX idx_objects_bucket_id_name_lower ON storage.objects (bucket_id, lower(name) COLLATE "C");
ALTER TABLE storage.s3_multipart_uploads ADD COLUMN metadata jsonb;
CREATE INDEX idx_multipart_uploads_list ON storage.s3_multipart_uploads (bucket_id, key, created_at);
CREATE UNIQUE INDEX buckets_analytics_unique_name_idx ON storage.buckets_analytics (name) WHERE (deleted_at IS NULL);
CREATE TABLE storage.iceberg_namespaces (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  bucket_name text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  metadata jsonb NOT NULL DEFAULT '{}'::jsonb,
  catalog_id uuid NOT NULL,
  CONSTRAINT iceberg_namespaces_pkey PRIMARY KEY (id),
  CONSTRAINT iceberg_namespaces_catalog_id_fkey FOREIGN KEY (catalog_id) REFERENCES storage.buckets_analytics(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_iceberg_namespaces_bucket_id ON storage.iceberg_namespaces (catalog_id, name);
CREATE TABLE storage.iceberg_tables (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  namespace_id uuid NOT NULL,
  bucket_name text NOT NULL,
  name text NOT NULL,
  location text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  remote_table_id text,
  shard_key text,
  shard_id text,
  catalog_id uuid NOT NULL,
  CONSTRAINT iceberg_tables_pkey PRIMARY KEY (id),
  CONSTRAINT iceberg_tables_catalog_id_fkey FOREIGN KEY (catalog_id) REFERENCES storage.buckets_analytics(id) ON DELETE CASCADE,
  CONSTRAINT iceberg_tables_namespace_id_fkey FOREIGN KEY (namespace_id) REFERENCES storage.iceberg_namespaces(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_iceberg_tables_location ON storage.iceberg_tables (location);
CREATE UNIQUE INDEX idx_iceberg_tables_namespace_id ON storage.iceberg_tables (catalog_id, namespace_id, name);
CREATE TABLE storage.buckets_vectors (
  id text NOT NULL,
  type storage.buckettype NOT NULL DEFAULT 'VECTOR'::storage.buckettype,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT buckets_vectors_pkey PRIMARY KEY (id)
);
CREATE TABLE storage.vector_indexes (
  id text NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  bucket_id text NOT NULL,
  data_type text NOT NULL,
  dimension integer NOT NULL,
  distance_metric text NOT NULL,
  metadata_configuration jsonb,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT vector_indexes_pkey PRIMARY KEY (id),
  CONSTRAINT vector_indexes_bucket_id_fkey FOREIGN KEY (bucket_id) REFERENCES storage.buckets_vectors(id)
);
CREATE UNIQUE INDEX vector_indexes_name_bucket_id_idx ON storage.vector_indexes (name, bucket_id);
CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT (string_to_array(name, '/'))[1 : cardinality(string_to_array(name, '/')) - 1]
$$;
CREATE FUNCTION storage.filename(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (string_to_array(name, '/'))[cardinality(string_to_array(name, '/'))]
$$;
CREATE FUNCTION storage.extension(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT reverse(split_part(reverse(storage.filename(name)), '.', 1))
$$;
CREATE FUNCTION storage.get_size_by_bucket() RETURNS TABLE(size bigint, bucket_id text) LANGUAGE sql STABLE AS $$
  SELECT sum((o.metadata ->> 'size')::bigint)::bigint, o.bucket_id FROM storage.objects o GROUP BY o.bucket_id
$$;
CREATE FUNCTION storage.can_insert_object(bucketid text, name text, owner uuid, metadata jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE FUNCTION storage.search(prefix text, bucketname text, limits integer DEFAULT 100, levels integer DEFAULT 1, offsets integer DEFAULT 0, search text DEFAULT '', sortcolumn text DEFAULT 'name', sortorder text DEFAULT 'asc')
  RETURNS TABLE(name text, id uuid, updated_at timestamp with time zone, created_at timestamp with time zone, last_accessed_at timestamp with time zone, metadata jsonb) LANGUAGE sql STABLE AS $$
  SELECT o.path_tokens[levels], o.id, o.updated_at, o.created_at, o.last_accessed_at, o.metadata
  FROM storage.objects o WHERE o.bucket_id = bucketname AND o.name ILIKE prefix || search || '%' ORDER BY o.name LIMIT limits OFFSET offsets
$$;
CREATE FUNCTION storage.operation() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT current_setting('storage.operation', true)
$$;
CREATE FUNCTION storage.allow_any_operation(expected_operations text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT storage.operation() = ANY (expected_operations)
$$;
CREATE FUNCTION storage.allow_only_operation(expected_operation text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT storage.operation() = expected_operation
$$;
CREATE FUNCTION storage.get_level(name text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT cardinality(string_to_array(name, '/'))
$$;
CREATE FUNCTION storage.get_prefix(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT array_to_string(storage.foldername(name), '/')
$$;
CREATE FUNCTION storage.get_prefixes(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT array(SELECT array_to_string((string_to_array(name, '/'))[1 : i], '/') FROM generate_series(1, cardinality(string_to_array(name, '/')) - 1) i)
$$;
CREATE FUNCTION storage.get_common_prefix(p_key text, p_prefix text, p_delimiter text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN position(p_delimiter IN substring(p_key FROM length(p_prefix) + 1)) > 0 THEN p_prefix || split_part(substring(p_key FROM length(p_prefix) + 1), p_delimiter, 1) || p_delimiter END
$$;
CREATE FUNCTION storage.add_prefixes(_bucket_id text, _name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE FUNCTION storage.lock_top_prefixes(bucket_ids text[], names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE FUNCTION storage.delete_leaf_prefixes(bucket_ids text[], names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE FUNCTION storage.delete_prefix(_bucket_id text, _name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN false;
END
$$;
CREATE FUNCTION storage.list_multipart_uploads_with_delimiter(bucket_id text, prefix_param text, delimiter_param text, max_keys integer DEFAULT 100, next_key_token text DEFAULT ''::text, next_upload_token text DEFAULT ''::text) RETURNS TABLE(key text, id text, created_at timestamp with time zone) LANGUAGE plpgsql AS $$
BEGIN
  RETURN;
END
$$;
CREATE FUNCTION storage.list_objects_with_delimiter(_bucket_id text, prefix_param text, delimiter_param text, max_keys integer DEFAULT 100, start_after text DEFAULT ''::text, next_token text DEFAULT ''::text, sort_order text DEFAULT 'asc'::text) RETURNS TABLE(name text, id uuid, metadata jsonb, updated_at timestamp with time zone, created_at timestamp with time zone, last_accessed_at timestamp with time zone) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN;
END
$$;
CREATE FUNCTION storage.search_by_timestamp(p_prefix text, p_bucket_id text, p_limit integer, p_level integer, p_start_after text, p_sort_order text, p_sort_column text, p_sort_column_after text) RETURNS TABLE(key text, name text, id uuid, updated_at timestamp with time zone, created_at timestamp with time zone, last_accessed_at timestamp with time zone, metadata jsonb) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN;
END
$$;
CREATE FUNCTION storage.search_v2(prefix text, bucket_name text, limits integer DEFAULT 100, levels integer DEFAULT 1, start_after text DEFAULT ''::text, sort_order text DEFAULT 'asc'::text, sort_column text DEFAULT 'name'::text, sort_column_after text DEFAULT ''::text) RETURNS TABLE(key text, name text, id uuid, updated_at timestamp with time zone, created_at timestamp with time zone, last_accessed_at timestamp with time zone, metadata jsonb) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN;
END
$$;
CREATE FUNCTION storage.enforce_bucket_name_length() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.protect_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.delete_prefix_hierarchy_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.objects_insert_prefix_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.objects_update_prefix_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.objects_update_level_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.objects_update_cleanup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.objects_delete_cleanup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.prefixes_insert_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.prefixes_delete_cleanup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE FUNCTION storage.update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;
CREATE TRIGGER update_objects_updated_at BEFORE UPDATE ON storage.objects FOR EACH ROW EXECUTE FUNCTION storage.update_updated_at_column();
ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.prefixes ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.migrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.buckets_vectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.iceberg_namespaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.iceberg_tables ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.vector_indexes ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.buckets_analytics ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.s3_multipart_uploads ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.s3_multipart_uploads_parts ENABLE ROW LEVEL SECURITY;
GRANT ALL ON storage.buckets, storage.objects, storage.prefixes TO anon, authenticated, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA storage TO @owner@ WITH GRANT OPTION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA storage TO anon, authenticated, service_role, @owner@, dashboard_user;

-- realtime
SET ROLE supabase_realtime_admin;
CREATE TABLE realtime.messages (
  topic text NOT NULL,
  extension text NOT NULL,
  payload jsonb,
  event text,
  private boolean DEFAULT false,
  updated_at timestamp without time zone DEFAULT now() NOT NULL,
  inserted_at timestamp without time zone DEFAULT now() NOT NULL,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  CONSTRAINT messages_pkey PRIMARY KEY (id, inserted_at)
) PARTITION BY RANGE (inserted_at);
ALTER TABLE realtime.messages ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('realtime.topic', true), '')::text
$$;
CREATE FUNCTION realtime.send(payload jsonb, event text, topic text, private boolean DEFAULT true) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE FUNCTION realtime.send_binary(payload bytea, event text, topic text, private boolean DEFAULT true) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE FUNCTION realtime.broadcast_changes(topic_name text, event_name text, operation text, table_name text, table_schema text, new record, old record, level text DEFAULT 'ROW') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE TYPE realtime.action AS ENUM ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'ERROR');
CREATE TYPE realtime.equality_op AS ENUM ('eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in');
CREATE TYPE realtime.user_defined_filter AS (column_name text, op realtime.equality_op, value text);
CREATE TYPE realtime.wal_column AS (name text, type_name text, type_oid oid, value jsonb, is_pkey boolean, is_selectable boolean);
CREATE TYPE realtime.wal_rls AS (wal jsonb, is_rls_enabled boolean, subscription_ids uuid[], errors text[]);
CREATE FUNCTION realtime.to_regrole(role_name text) RETURNS regrole LANGUAGE sql IMMUTABLE AS $$
  SELECT role_name::regrole
$$;
CREATE TABLE realtime.schema_migrations (version bigint NOT NULL CONSTRAINT schema_migrations_pkey PRIMARY KEY, inserted_at timestamp(0) without time zone);
CREATE TABLE realtime.subscription (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_subscription PRIMARY KEY,
  subscription_id uuid NOT NULL,
  entity regclass NOT NULL,
  filters realtime.user_defined_filter[] DEFAULT '{}'::realtime.user_defined_filter[] NOT NULL,
  claims jsonb NOT NULL,
  claims_role regrole GENERATED ALWAYS AS (realtime.to_regrole(claims ->> 'role'::text)) STORED NOT NULL,
  created_at timestamp without time zone DEFAULT timezone('utc'::text, now()) NOT NULL,
  action_filter text DEFAULT '*'::text
);
GRANT ALL ON realtime.messages TO anon, authenticated, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA realtime TO @owner@ WITH GRANT OPTION;

-- supabase_functions: the triggers behind database webhooks
SET ROLE supabase_functions_admin;
CREATE TABLE supabase_functions.migrations (version text CONSTRAINT migrations_pkey PRIMARY KEY, inserted_at timestamp with time zone DEFAULT now() NOT NULL);
CREATE TABLE supabase_functions.hooks (
  id bigserial CONSTRAINT hooks_pkey PRIMARY KEY,
  hook_table_id integer NOT NULL,
  hook_name text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  request_id bigint
);
CREATE INDEX supabase_functions_hooks_request_id_idx ON supabase_functions.hooks (request_id);
CREATE INDEX supabase_functions_hooks_h_table_id_h_name_idx ON supabase_functions.hooks (hook_table_id, hook_name);
CREATE FUNCTION supabase_functions.http_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END
$$;
GRANT ALL ON ALL TABLES IN SCHEMA supabase_functions TO @owner@, anon, authenticated, service_role;
GRANT ALL ON ALL SEQUENCES IN SCHEMA supabase_functions TO @owner@, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION supabase_functions.http_request() TO @owner@, anon, authenticated, service_role;

RESET ROLE;
CREATE FUNCTION extensions.grant_pg_cron_access() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
ALTER FUNCTION extensions.grant_pg_cron_access() OWNER TO supabase_admin;
CREATE FUNCTION extensions.grant_pg_graphql_access() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
ALTER FUNCTION extensions.grant_pg_graphql_access() OWNER TO supabase_admin;
CREATE FUNCTION extensions.grant_pg_net_access() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
ALTER FUNCTION extensions.grant_pg_net_access() OWNER TO supabase_admin;
CREATE FUNCTION extensions.pgrst_ddl_watch() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
ALTER FUNCTION extensions.pgrst_ddl_watch() OWNER TO supabase_admin;
CREATE FUNCTION extensions.pgrst_drop_watch() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
ALTER FUNCTION extensions.pgrst_drop_watch() OWNER TO supabase_admin;
CREATE FUNCTION extensions.set_graphql_placeholder() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
ALTER FUNCTION extensions.set_graphql_placeholder() OWNER TO supabase_admin;
CREATE FUNCTION graphql_public.graphql("operationName" text DEFAULT NULL, query text DEFAULT NULL, variables jsonb DEFAULT NULL, extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('data', NULL)
$$;
ALTER FUNCTION graphql_public.graphql(text, text, jsonb, jsonb) OWNER TO supabase_admin;
CREATE FUNCTION pgbouncer.get_auth(p_usename text) RETURNS TABLE(username text, password text) LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  RETURN;
END
$$;
ALTER FUNCTION pgbouncer.get_auth(text) OWNER TO supabase_admin;
CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL CONSTRAINT schema_migrations_pkey PRIMARY KEY, statements text[], name text);
CREATE TABLE supabase_migrations.seed_files (path text NOT NULL CONSTRAINT seed_files_pkey PRIMARY KEY, hash text NOT NULL);
ALTER TABLE supabase_migrations.schema_migrations OWNER TO @owner@;
ALTER TABLE supabase_migrations.seed_files OWNER TO @owner@;
CREATE PUBLICATION supabase_realtime;
ALTER PUBLICATION supabase_realtime OWNER TO @owner@;
CREATE PUBLICATION supabase_realtime_messages_publication FOR TABLE realtime.messages;
RESET search_path;
DO $path$
BEGIN
  EXECUTE pg_catalog.format('ALTER DATABASE %I SET search_path = "$user", public, extensions', pg_catalog.current_database());
END
$path$;
