-- Stand-in for supabase_vault 0.3.1: its public interface in SQL.
CREATE TABLE vault.secrets (
  id uuid DEFAULT gen_random_uuid() NOT NULL CONSTRAINT secrets_pkey PRIMARY KEY,
  name text,
  description text DEFAULT ''::text NOT NULL,
  secret text NOT NULL,
  key_id uuid,
  nonce bytea DEFAULT uuid_send(gen_random_uuid()),
  created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL);
CREATE UNIQUE INDEX secrets_name_idx ON vault.secrets USING btree (name) WHERE name IS NOT NULL;
CREATE VIEW vault.decrypted_secrets AS SELECT id, name, description, secret, secret AS decrypted_secret, key_id, nonce, created_at, updated_at FROM vault.secrets;
CREATE FUNCTION vault.create_secret(new_secret text, new_name text DEFAULT NULL, new_description text DEFAULT '', new_key_id uuid DEFAULT NULL) RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO vault.secrets (secret, name, description, key_id) VALUES ($1, $2, coalesce($3, ''), $4) RETURNING id
$$;
CREATE FUNCTION vault.update_secret(secret_id uuid, new_secret text DEFAULT NULL, new_name text DEFAULT NULL, new_description text DEFAULT NULL, new_key_id uuid DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  UPDATE vault.secrets SET secret = coalesce($2, secret), name = coalesce($3, name), description = coalesce($4, description), updated_at = now() WHERE id = $1
$$;
CREATE FUNCTION vault._crypto_aead_det_encrypt(message bytea, additional bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d', nonce bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION vault._crypto_aead_det_decrypt(message bytea, additional bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d', nonce bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION vault._crypto_aead_det_noncegen() RETURNS bytea LANGUAGE sql RETURN uuid_send(gen_random_uuid());

GRANT ALL ON SCHEMA vault TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA vault TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA vault TO PUBLIC;
