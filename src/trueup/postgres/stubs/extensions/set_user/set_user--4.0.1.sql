-- Stand-in for set_user 4.0.1: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION set_user(text) RETURNS text LANGUAGE sql RETURN NULL;
CREATE FUNCTION set_user(text, text) RETURNS text STRICT LANGUAGE sql RETURN NULL;
CREATE FUNCTION reset_user() RETURNS text LANGUAGE sql RETURN NULL;
CREATE FUNCTION reset_user(text) RETURNS text STRICT LANGUAGE sql RETURN NULL;
CREATE FUNCTION set_user_u(text) RETURNS text STRICT LANGUAGE sql RETURN NULL;
CREATE FUNCTION set_session_auth(text) RETURNS text STRICT LANGUAGE sql RETURN NULL;
