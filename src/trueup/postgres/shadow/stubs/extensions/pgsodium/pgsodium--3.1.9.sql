-- Stand-in for pgsodium 3.1.9: its public interface in SQL.
CREATE TYPE pgsodium.key_status AS ENUM ('default', 'valid', 'invalid', 'expired');
CREATE TYPE pgsodium.key_type AS ENUM ('aead-ietf', 'aead-det', 'hmacsha512', 'hmacsha256', 'auth', 'shorthash', 'generichash', 'kdf', 'secretbox', 'secretstream', 'stream_xchacha20');
CREATE TYPE pgsodium.crypto_box_keypair AS (public bytea, secret bytea);
CREATE TYPE pgsodium.crypto_sign_keypair AS (public bytea, secret bytea);
CREATE TYPE pgsodium.crypto_kx_keypair AS (public bytea, secret bytea);
CREATE TYPE pgsodium.crypto_kx_session AS (rx bytea, tx bytea);
CREATE TYPE pgsodium._key_id_context AS (key_id bigint, key_context bytea);
CREATE SEQUENCE pgsodium.key_key_id_seq;
CREATE TABLE pgsodium.key (
  id uuid DEFAULT gen_random_uuid() NOT NULL CONSTRAINT key_pkey PRIMARY KEY,
  status pgsodium.key_status DEFAULT 'valid'::pgsodium.key_status,
  created timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  expires timestamp with time zone,
  key_type pgsodium.key_type,
  key_id bigint DEFAULT nextval('pgsodium.key_key_id_seq'::regclass),
  key_context bytea DEFAULT '\x7067736f6469756d'::bytea CONSTRAINT key_key_context_check CHECK (length(key_context) = 8),
  name text CONSTRAINT pgsodium_key_unique_name UNIQUE,
  associated_data text DEFAULT 'associated'::text,
  raw_key bytea,
  raw_key_nonce bytea,
  parent_key uuid CONSTRAINT key_parent_key_fkey REFERENCES pgsodium.key (id),
  comment text,
  user_data text);
CREATE VIEW pgsodium.valid_key AS SELECT id, name, status, key_type, key_id, key_context, created, expires, associated_data FROM pgsodium.key WHERE status IN ('valid', 'default') AND (expires IS NULL OR expires > now());
CREATE VIEW pgsodium.masking_rule AS SELECT NULL::oid AS attrelid, NULL::integer AS attnum, NULL::name AS relnamespace, NULL::name AS relname, NULL::name AS attname, NULL::text AS format_type, NULL::text AS col_description, NULL::text AS key_id_column, NULL::text AS key_id, NULL::text AS associated_columns, NULL::text AS nonce_column, NULL::text AS view_name, NULL::integer AS priority, NULL::boolean AS security_invoker WHERE false;
CREATE VIEW pgsodium.mask_columns AS SELECT NULL::name AS attname, NULL::oid AS attrelid, NULL::text AS key_id, NULL::text AS key_id_column, NULL::text AS associated_columns, NULL::text AS nonce_column, NULL::text AS format_type WHERE false;
CREATE FUNCTION pgsodium.create_key(key_type pgsodium.key_type DEFAULT 'aead-det', name text DEFAULT NULL, raw_key bytea DEFAULT NULL, raw_key_nonce bytea DEFAULT NULL, parent_key uuid DEFAULT NULL, key_context bytea DEFAULT '\x7067736f6469756d', expires timestamp with time zone DEFAULT NULL, associated_data text DEFAULT '') RETURNS pgsodium.valid_key LANGUAGE sql AS $$
  INSERT INTO pgsodium.key (key_type, name, raw_key, raw_key_nonce, parent_key, expires, associated_data) VALUES ($1, $2, $3, $4, $5, $7, $8)
  RETURNING id, name, status, key_type, key_id, key_context, created, expires, associated_data
$$;
CREATE FUNCTION pgsodium.get_key_by_id(uuid) RETURNS pgsodium.valid_key LANGUAGE sql STABLE AS $$SELECT * FROM pgsodium.valid_key WHERE id = $1$$;
CREATE FUNCTION pgsodium.get_key_by_name(text) RETURNS pgsodium.valid_key LANGUAGE sql STABLE AS $$SELECT * FROM pgsodium.valid_key WHERE name = $1$$;
CREATE FUNCTION pgsodium.get_named_keys(filter text DEFAULT '%') RETURNS SETOF pgsodium.valid_key LANGUAGE sql STABLE AS $$SELECT * FROM pgsodium.valid_key WHERE name LIKE $1$$;
CREATE FUNCTION pgsodium.derive_key(key_id bigint, key_len integer DEFAULT 32, context bytea DEFAULT '\x7067736f6469756d') RETURNS bytea LANGUAGE sql STABLE AS $$SELECT sha256($3 || int8send($1))$$;
CREATE FUNCTION pgsodium.randombytes_random() RETURNS integer LANGUAGE sql RETURN (random() * 2147483647)::integer;
CREATE FUNCTION pgsodium.randombytes_uniform(upper_bound integer) RETURNS integer LANGUAGE sql RETURN floor(random() * $1)::integer;
CREATE FUNCTION pgsodium.randombytes_buf(size integer) RETURNS bytea LANGUAGE sql RETURN (SELECT substring(string_agg(uuid_send(gen_random_uuid()), ''::bytea) FROM 1 FOR $1) FROM generate_series(0, $1 / 16));
CREATE FUNCTION pgsodium.randombytes_new_seed() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_aead_det_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_aead_det_noncegen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(16);
CREATE FUNCTION pgsodium.crypto_aead_ietf_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_aead_ietf_noncegen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(12);
CREATE FUNCTION pgsodium.crypto_secretbox_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_secretbox_noncegen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(24);
CREATE FUNCTION pgsodium.crypto_auth_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha256_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha512_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(64);
CREATE FUNCTION pgsodium.crypto_generichash_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_shorthash_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(16);
CREATE FUNCTION pgsodium.crypto_kdf_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_box_new_seed() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_box_noncegen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(24);
CREATE FUNCTION pgsodium.crypto_stream_xchacha20_keygen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(32);
CREATE FUNCTION pgsodium.crypto_stream_xchacha20_noncegen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(24);
CREATE FUNCTION pgsodium.crypto_aead_det_encrypt(message bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_encrypt(message bytea, additional bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_encrypt(message bytea, additional bytea, key_uuid uuid, nonce bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_encrypt(message bytea, additional bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d', nonce bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_decrypt(ciphertext bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_decrypt(ciphertext bytea, additional bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_decrypt(ciphertext bytea, additional bytea, key_uuid uuid, nonce bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_det_decrypt(ciphertext bytea, additional bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d', nonce bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_ietf_encrypt(message bytea, additional bytea, nonce bytea, key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_ietf_encrypt(message bytea, additional bytea, nonce bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_ietf_encrypt(message bytea, additional bytea, nonce bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d') RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_ietf_decrypt(ciphertext bytea, additional bytea, nonce bytea, key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_ietf_decrypt(ciphertext bytea, additional bytea, nonce bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_aead_ietf_decrypt(ciphertext bytea, additional bytea, nonce bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d') RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_secretbox(message bytea, nonce bytea, key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_secretbox_open(ciphertext bytea, nonce bytea, key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_secretbox(message bytea, nonce bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_secretbox_open(ciphertext bytea, nonce bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_secretbox(message bytea, nonce bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d') RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_secretbox_open(ciphertext bytea, nonce bytea, key_id bigint, context bytea DEFAULT '\x7067736f6469756d') RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_auth(message bytea, secret bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256($2 || $1);
CREATE FUNCTION pgsodium.crypto_auth(message bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256(uuid_send($2) || $1);
CREATE FUNCTION pgsodium.crypto_auth_verify(mac bytea, message bytea, secret bytea) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN $1 = sha256($3 || $2);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha256(message bytea, secret bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256($2 || $1);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha256(message bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256(uuid_send($2) || $1);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha256_verify(mac bytea, message bytea, secret bytea) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN $1 = sha256($3 || $2);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha512(message bytea, secret bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256($2 || $1);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha512(message bytea, key_uuid uuid) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256(uuid_send($2) || $1);
CREATE FUNCTION pgsodium.crypto_auth_hmacsha512_verify(mac bytea, message bytea, secret bytea) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN $1 = sha256($3 || $2);
CREATE FUNCTION pgsodium.crypto_generichash(message bytea, key bytea DEFAULT NULL) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256(coalesce($2, ''::bytea) || $1);
CREATE FUNCTION pgsodium.crypto_shorthash(message bytea, key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN substring(sha256($2 || $1) FROM 1 FOR 8);
CREATE FUNCTION pgsodium.crypto_hash_sha256(message bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256($1);
CREATE FUNCTION pgsodium.crypto_hash_sha512(message bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha512($1);
CREATE FUNCTION pgsodium.crypto_pwhash_saltgen() RETURNS bytea LANGUAGE sql RETURN pgsodium.randombytes_buf(16);
CREATE FUNCTION pgsodium.crypto_pwhash(password bytea, salt bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha256($2 || $1);
CREATE FUNCTION pgsodium.crypto_pwhash_str(password bytea) RETURNS bytea LANGUAGE sql RETURN sha256($1);
CREATE FUNCTION pgsodium.crypto_pwhash_str_verify(hashed_password bytea, password bytea) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN $1 = sha256($2);
CREATE FUNCTION pgsodium.crypto_box_new_keypair() RETURNS pgsodium.crypto_box_keypair LANGUAGE sql RETURN ROW(pgsodium.randombytes_buf(32), pgsodium.randombytes_buf(32))::pgsodium.crypto_box_keypair;
CREATE FUNCTION pgsodium.crypto_sign_new_keypair() RETURNS pgsodium.crypto_sign_keypair LANGUAGE sql RETURN ROW(pgsodium.randombytes_buf(32), pgsodium.randombytes_buf(64))::pgsodium.crypto_sign_keypair;
CREATE FUNCTION pgsodium.crypto_box(message bytea, nonce bytea, public bytea, secret bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_box_open(ciphertext bytea, nonce bytea, public bytea, secret bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_box_seal(message bytea, public_key bytea) RETURNS bytea LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_box_seal_open(ciphertext bytea, public_key bytea, secret_key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgsodium.crypto_sign_detached(message bytea, key bytea) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN sha512($2 || $1);
CREATE FUNCTION pgsodium.sodium_bin2base64(bin bytea) RETURNS text IMMUTABLE LANGUAGE sql RETURN encode($1, 'base64');
CREATE FUNCTION pgsodium.sodium_base642bin(base64 text) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN decode($1, 'base64');
CREATE FUNCTION pgsodium.update_mask(target oid, debug boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgsodium.update_masks(debug boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgsodium.disable_security_label_trigger() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgsodium.enable_security_label_trigger() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;

GRANT ALL ON SCHEMA pgsodium TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA pgsodium TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pgsodium TO PUBLIC;
