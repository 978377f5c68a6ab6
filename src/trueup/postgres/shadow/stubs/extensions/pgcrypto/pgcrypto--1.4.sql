-- Stand-in for pgcrypto 1.4: its public interface in SQL.
CREATE FUNCTION sha1_standin(bytea) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE
  h0 bigint := x'67452301'::bigint; h1 bigint := x'efcdab89'::bigint; h2 bigint := x'98badcfe'::bigint;
  h3 bigint := x'10325476'::bigint; h4 bigint := x'c3d2e1f0'::bigint; m constant bigint := 4294967295;
  a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint; w bigint[]; msg bytea; n int; o int;
BEGIN
  n := octet_length($1);
  msg := $1 || '\x80'::bytea || decode(repeat('00', (119 - n % 64) % 64), 'hex') || int8send(n::bigint * 8);
  FOR blk IN 0 .. octet_length(msg) / 64 - 1 LOOP
    w := '{}';
    FOR i IN 0 .. 15 LOOP
      o := blk * 64 + i * 4;
      w[i] := (get_byte(msg, o)::bigint << 24) | (get_byte(msg, o + 1) << 16) | (get_byte(msg, o + 2) << 8) | get_byte(msg, o + 3);
    END LOOP;
    FOR i IN 16 .. 79 LOOP
      t := w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16];
      w[i] := ((t << 1) | (t >> 31)) & m;
    END LOOP;
    a := h0; b := h1; c := h2; d := h3; e := h4;
    FOR i IN 0 .. 79 LOOP
      IF i < 20 THEN f := (b & c) | ((b # m) & d); k := x'5a827999'::bigint;
      ELSIF i < 40 THEN f := b # c # d; k := x'6ed9eba1'::bigint;
      ELSIF i < 60 THEN f := (b & c) | (b & d) | (c & d); k := x'8f1bbcdc'::bigint;
      ELSE f := b # c # d; k := x'ca62c1d6'::bigint; END IF;
      t := ((((a << 5) | (a >> 27)) & m) + f + e + k + w[i]) & m;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & m; b := a; a := t;
    END LOOP;
    h0 := (h0 + a) & m; h1 := (h1 + b) & m; h2 := (h2 + c) & m; h3 := (h3 + d) & m; h4 := (h4 + e) & m;
  END LOOP;
  RETURN decode(lpad(to_hex(h0), 8, '0') || lpad(to_hex(h1), 8, '0') || lpad(to_hex(h2), 8, '0') || lpad(to_hex(h3), 8, '0') || lpad(to_hex(h4), 8, '0'), 'hex');
END$$;
CREATE FUNCTION xor_standin(bytea, integer) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (SELECT string_agg(set_byte('\x00'::bytea, 0, get_byte($1, i) # $2), ''::bytea ORDER BY i) FROM generate_series(0, octet_length($1) - 1) i);
CREATE FUNCTION pgp_key_id(bytea) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION pgp_armor_headers(text, OUT key text, OUT value text) RETURNS SETOF record IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION digest(bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE lower($2) WHEN 'md5' THEN decode(md5($1), 'hex') WHEN 'sha1' THEN sha1_standin($1)
  WHEN 'sha224' THEN sha224($1) WHEN 'sha256' THEN sha256($1) WHEN 'sha384' THEN sha384($1) WHEN 'sha512' THEN sha512($1) END;
CREATE FUNCTION digest(text, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN digest(convert_to($1, 'UTF8'), $2);
CREATE FUNCTION hmac(bytea, bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (SELECT digest(xor_standin(k, 92) || digest(xor_standin(k, 54) || $1, $3), $3)
  FROM (SELECT k0 || decode(repeat('00', b - octet_length(k0)), 'hex') AS k
    FROM (SELECT CASE WHEN octet_length($2) > b THEN digest($2, $3) ELSE $2 END AS k0, b
      FROM (SELECT CASE WHEN lower($3) IN ('sha384', 'sha512') THEN 128 ELSE 64 END AS b) x) y) z);
CREATE FUNCTION hmac(text, text, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN hmac(convert_to($1, 'UTF8'), convert_to($2, 'UTF8'), $3);
CREATE FUNCTION gen_random_uuid() RETURNS uuid PARALLEL SAFE LANGUAGE internal AS 'gen_random_uuid';
CREATE FUNCTION gen_random_bytes(integer) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN (SELECT substring(string_agg(uuid_send(pg_catalog.gen_random_uuid()), ''::bytea) FROM 1 FOR $1) FROM generate_series(0, $1 / 16));
CREATE FUNCTION gen_salt(text) RETURNS text STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE lower($1) WHEN 'bf' THEN '$2a$06$' || substring(md5(random()::text) FOR 22) WHEN 'md5' THEN '$1$' || substring(md5(random()::text) FOR 8) WHEN 'xdes' THEN '_J9..' || substring(md5(random()::text) FOR 4) ELSE substring(md5(random()::text) FOR 2) END;
CREATE FUNCTION gen_salt(text, integer) RETURNS text STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE lower($1) WHEN 'bf' THEN '$2a$' || lpad($2::text, 2, '0') || '$' || substring(md5(random()::text) FOR 22) WHEN 'md5' THEN '$1$' || substring(md5(random()::text) FOR 8) WHEN 'xdes' THEN '_J9..' || substring(md5(random()::text) FOR 4) ELSE substring(md5(random()::text) FOR 2) END;
CREATE FUNCTION crypt(text, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE WHEN $2 LIKE '$2_$%' THEN substring($2 FOR 29) || substring(encode(sha256(convert_to(substring($2 FOR 29) || $1, 'UTF8')), 'hex') FOR 31) WHEN $2 LIKE '$1$%' THEN substring($2 FOR 11) || '$' || substring(md5(substring($2 FOR 11) || $1) FOR 22) ELSE substring($2 FOR 2) || substring(md5(substring($2 FOR 2) || $1) FOR 11) END;
CREATE FUNCTION encrypt(bytea, bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN $1;
CREATE FUNCTION decrypt(bytea, bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN $1;
CREATE FUNCTION encrypt_iv(bytea, bytea, bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN $1;
CREATE FUNCTION decrypt_iv(bytea, bytea, bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN $1;
CREATE FUNCTION pgp_sym_encrypt(text, text) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc30d'::bytea || convert_to($1, 'UTF8');
CREATE FUNCTION pgp_sym_encrypt(text, text, text) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc30d'::bytea || convert_to($1, 'UTF8');
CREATE FUNCTION pgp_sym_encrypt_bytea(bytea, text) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc30d'::bytea || $1;
CREATE FUNCTION pgp_sym_encrypt_bytea(bytea, text, text) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc30d'::bytea || $1;
CREATE FUNCTION pgp_pub_encrypt(text, bytea) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc1c0'::bytea || convert_to($1, 'UTF8');
CREATE FUNCTION pgp_pub_encrypt(text, bytea, text) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc1c0'::bytea || convert_to($1, 'UTF8');
CREATE FUNCTION pgp_pub_encrypt_bytea(bytea, bytea) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc1c0'::bytea || $1;
CREATE FUNCTION pgp_pub_encrypt_bytea(bytea, bytea, text) RETURNS bytea STRICT PARALLEL SAFE LANGUAGE sql RETURN '\xc1c0'::bytea || $1;
CREATE FUNCTION pgp_sym_decrypt(bytea, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN convert_from(substring($1 FROM 3), 'UTF8');
CREATE FUNCTION pgp_sym_decrypt(bytea, text, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN convert_from(substring($1 FROM 3), 'UTF8');
CREATE FUNCTION pgp_sym_decrypt_bytea(bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substring($1 FROM 3);
CREATE FUNCTION pgp_sym_decrypt_bytea(bytea, text, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substring($1 FROM 3);
CREATE FUNCTION pgp_pub_decrypt(bytea, bytea) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN convert_from(substring($1 FROM 3), 'UTF8');
CREATE FUNCTION pgp_pub_decrypt(bytea, bytea, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN convert_from(substring($1 FROM 3), 'UTF8');
CREATE FUNCTION pgp_pub_decrypt(bytea, bytea, text, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN convert_from(substring($1 FROM 3), 'UTF8');
CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substring($1 FROM 3);
CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substring($1 FROM 3);
CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea, text, text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substring($1 FROM 3);
CREATE FUNCTION armor(bytea) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '-----BEGIN PGP MESSAGE-----' || E'\n\n' || encode($1, 'base64') || E'\n' || '-----END PGP MESSAGE-----' || E'\n';
CREATE FUNCTION armor(bytea, text[], text[]) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN armor($1);
CREATE FUNCTION dearmor(text) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN decode(split_part(split_part($1, E'\n\n', 2), '-----END', 1), 'base64');
CREATE FUNCTION fips_mode() RETURNS boolean VOLATILE STRICT PARALLEL SAFE LANGUAGE sql RETURN false;
