-- Stand-in for uuid-ossp 1.1: its public interface in SQL.
CREATE FUNCTION uuid_sha1_standin(bytea) RETURNS bytea IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
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
CREATE FUNCTION uuid_named_standin(bytea, integer) RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN encode(set_byte(set_byte(substring($1 FROM 1 FOR 16), 6, (get_byte($1, 6) & 15) | ($2 << 4)), 8, (get_byte($1, 8) & 63) | 128), 'hex')::uuid;
CREATE FUNCTION uuid_timed_standin() RETURNS uuid LANGUAGE sql RETURN (SELECT (substring(t FROM 8 FOR 8) || '-' || substring(t FROM 4 FOR 4) || '-1' || substring(t FROM 1 FOR 3) || '-' || right(gen_random_uuid()::text, 17))::uuid FROM (SELECT lpad(to_hex((extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 122192928000000000), 15, '0') AS t) s);
CREATE FUNCTION uuid_nil() RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '00000000-0000-0000-0000-000000000000'::uuid;
CREATE FUNCTION uuid_ns_dns() RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid;
CREATE FUNCTION uuid_ns_url() RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '6ba7b811-9dad-11d1-80b4-00c04fd430c8'::uuid;
CREATE FUNCTION uuid_ns_oid() RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '6ba7b812-9dad-11d1-80b4-00c04fd430c8'::uuid;
CREATE FUNCTION uuid_ns_x500() RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '6ba7b814-9dad-11d1-80b4-00c04fd430c8'::uuid;
CREATE FUNCTION uuid_generate_v4() RETURNS uuid STRICT PARALLEL SAFE LANGUAGE internal AS 'gen_random_uuid';
CREATE FUNCTION uuid_generate_v1() RETURNS uuid STRICT PARALLEL SAFE LANGUAGE sql RETURN uuid_timed_standin();
CREATE FUNCTION uuid_generate_v1mc() RETURNS uuid STRICT PARALLEL SAFE LANGUAGE sql RETURN uuid_timed_standin();
CREATE FUNCTION uuid_generate_v3(namespace uuid, name text) RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN uuid_named_standin(decode(md5(uuid_send($1) || convert_to($2, 'UTF8')), 'hex'), 3);
CREATE FUNCTION uuid_generate_v5(namespace uuid, name text) RETURNS uuid IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN uuid_named_standin(uuid_sha1_standin(uuid_send($1) || convert_to($2, 'UTF8')), 5);
