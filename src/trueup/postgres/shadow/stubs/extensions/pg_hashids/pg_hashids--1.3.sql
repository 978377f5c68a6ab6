-- Stand-in for pg_hashids 1.3: its public interface in SQL.
CREATE FUNCTION id_encode(bigint) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN to_hex($1);
CREATE FUNCTION id_encode(bigint, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN to_hex($1);
CREATE FUNCTION id_encode(bigint, text, integer) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN lpad(to_hex($1), $3, '0');
CREATE FUNCTION id_encode(bigint, text, integer, text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN lpad(to_hex($1), $3, '0');
CREATE FUNCTION id_encode(bigint[]) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN array_to_string($1, 'x');
CREATE FUNCTION id_decode(text) RETURNS bigint[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '{}'::bigint[];
CREATE FUNCTION id_decode(text, text) RETURNS bigint[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '{}'::bigint[];
CREATE FUNCTION id_decode(text, text, integer) RETURNS bigint[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '{}'::bigint[];
CREATE FUNCTION id_decode_once(text) RETURNS bigint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::bigint;
CREATE FUNCTION id_decode_once(text, text) RETURNS bigint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::bigint;
CREATE FUNCTION id_decode_once(text, text, integer) RETURNS bigint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::bigint;
