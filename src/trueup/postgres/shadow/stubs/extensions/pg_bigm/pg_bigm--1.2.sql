-- Stand-in for pg_bigm 1.2: its public interface in SQL.
CREATE FUNCTION bigm_extract_value_standin(internal, internal, internal) RETURNS internal LANGUAGE internal AS 'void_in';
CREATE FUNCTION bigm_extract_query_standin(internal, internal, smallint, internal, internal, internal, internal) RETURNS internal LANGUAGE internal AS 'void_in';
CREATE FUNCTION bigm_consistent_standin(internal, smallint, internal, integer, internal, internal, internal, internal) RETURNS boolean LANGUAGE internal AS 'btequalimage';
CREATE OPERATOR CLASS gin_bigm_ops FOR TYPE text USING gin AS FUNCTION 1 btint4cmp(integer, integer), FUNCTION 2 bigm_extract_value_standin(internal, internal, internal), FUNCTION 3 bigm_extract_query_standin(internal, internal, smallint, internal, internal, internal, internal), FUNCTION 4 bigm_consistent_standin(internal, smallint, internal, integer, internal, internal, internal, internal), STORAGE integer;
CREATE FUNCTION show_bigm(text) RETURNS text[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN ARRAY(SELECT DISTINCT substr(' ' || $1 || ' ', i, 2) FROM generate_series(1, length($1) + 1) i);
CREATE FUNCTION bigm_similarity(text, text) RETURNS real IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (SELECT count(*)::real / greatest(cardinality(show_bigm($1)), cardinality(show_bigm($2)), 1) FROM unnest(show_bigm($1)) g WHERE g = ANY (show_bigm($2)));
CREATE FUNCTION bigm_similarity_op(text, text) RETURNS boolean STABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN bigm_similarity($1, $2) >= 0.3;
CREATE FUNCTION likequery(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN '%' || replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%';
CREATE OPERATOR =% (PROCEDURE = bigm_similarity_op, LEFTARG = text, RIGHTARG = text, COMMUTATOR = =%, RESTRICT = contsel, JOIN = contjoinsel);
