-- Stand-in for set_user 4.1.0: its public interface in SQL.
CREATE FUNCTION set_user(text) RETURNS text LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION set_user(text, text) RETURNS text STRICT LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION reset_user() RETURNS text LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION reset_user(text) RETURNS text STRICT LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION set_user_u(text) RETURNS text STRICT LANGUAGE sql RETURN NULL::text;
CREATE FUNCTION set_session_auth(text) RETURNS text STRICT LANGUAGE sql RETURN NULL::text;
