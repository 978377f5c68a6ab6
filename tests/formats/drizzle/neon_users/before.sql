CREATE SCHEMA auth;
CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE RETURN current_setting('request.jwt.claims', true);
