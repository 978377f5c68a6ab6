-- Stand-in for intagg 1.1: its public interface in SQL.
CREATE FUNCTION int_agg_state(internal, integer) RETURNS internal PARALLEL SAFE LANGUAGE internal AS 'void_in';
CREATE FUNCTION int_agg_final_array(internal) RETURNS integer[] PARALLEL SAFE LANGUAGE internal AS 'json_build_array_noargs';
CREATE FUNCTION int_array_enum(integer[]) RETURNS SETOF integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION int_array_aggregate_standin(integer[], integer) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN $1; END$$;
CREATE AGGREGATE int_array_aggregate(integer) (SFUNC = int_array_aggregate_standin, STYPE = integer[]);
