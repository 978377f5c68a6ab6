-- Stand-in for fuzzystrmatch 1.1: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION levenshtein(text, text) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION levenshtein(text, text, integer, integer, integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION levenshtein_less_equal(text, text, integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION levenshtein_less_equal(text, text, integer, integer, integer, integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION metaphone(text, integer) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION soundex(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION text_soundex(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION difference(text, text) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION dmetaphone(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
CREATE FUNCTION dmetaphone_alt(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL;
