-- Stand-in for pgjwt 0.2.0: its public interface in SQL.
CREATE FUNCTION url_encode(data bytea) RETURNS text IMMUTABLE LANGUAGE sql RETURN translate(encode($1, 'base64'), E'+/=\n', '-_');
CREATE FUNCTION url_decode(data text) RETURNS bytea IMMUTABLE LANGUAGE sql RETURN decode(translate($1, '-_', '+/') || repeat('=', (4 - length($1) % 4) % 4), 'base64');
CREATE FUNCTION algorithm_sign(signables text, secret text, algorithm text) RETURNS text IMMUTABLE LANGUAGE sql
  RETURN url_encode(hmac($1, $2, CASE $3 WHEN 'HS256' THEN 'sha256' WHEN 'HS384' THEN 'sha384' WHEN 'HS512' THEN 'sha512' END));
CREATE FUNCTION sign(payload json, secret text, algorithm text DEFAULT 'HS256') RETURNS text IMMUTABLE LANGUAGE sql RETURN (
  SELECT h || '.' || p || '.' || algorithm_sign(h || '.' || p, $2, $3)
  FROM (SELECT url_encode(convert_to('{"alg":"' || $3 || '","typ":"JWT"}', 'utf8')) AS h, url_encode(convert_to($1::text, 'utf8')) AS p) s);
CREATE FUNCTION try_cast_double(inp text) RETURNS double precision IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN inp::double precision;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END$$;
CREATE FUNCTION verify(token text, secret text, algorithm text DEFAULT 'HS256') RETURNS TABLE(header json, payload json, valid boolean) IMMUTABLE LANGUAGE sql BEGIN ATOMIC
  SELECT convert_from(url_decode(split_part($1, '.', 1)), 'utf8')::json, convert_from(url_decode(split_part($1, '.', 2)), 'utf8')::json,
    split_part($1, '.', 3) = algorithm_sign(split_part($1, '.', 1) || '.' || split_part($1, '.', 2), $2, $3);
END;
