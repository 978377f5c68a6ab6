-- Stand-in for first_last_agg 0.1.4: its public interface in SQL.
CREATE FUNCTION last_sfunc(anyelement, anyelement) RETURNS anyelement IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE FUNCTION first_sfunc(anyelement, anyelement) RETURNS anyelement IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE FUNCTION first_standin(anyelement, anyelement) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN $1; END$$;
CREATE AGGREGATE first(anyelement) (SFUNC = first_standin, STYPE = anyelement);
CREATE FUNCTION last_standin(anyelement, anyelement) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN $1; END$$;
CREATE AGGREGATE last(anyelement) (SFUNC = last_standin, STYPE = anyelement);
