-- Stand-in for timescaledb 2.22.0: its public interface in SQL.
CREATE SCHEMA _timescaledb_catalog;
CREATE SCHEMA _timescaledb_internal;
CREATE SCHEMA _timescaledb_functions;
CREATE SCHEMA _timescaledb_config;
CREATE SCHEMA _timescaledb_cache;
CREATE SCHEMA timescaledb_information;
CREATE SCHEMA timescaledb_experimental;
CREATE TYPE _timescaledb_internal.dimension_info AS (column_name name, kind text);
CREATE FUNCTION make_standin(relation regclass, time_column name, default_index boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  place record;
BEGIN
  EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', relation, time_column);
  SELECT c.relname, n.nspname INTO place FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
  IF default_index AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = relation AND i.indnkeyatts = 1 AND a.attname = time_column) THEN
    EXECUTE format('CREATE INDEX %I ON %s (%I DESC)', place.relname || '_' || time_column || '_idx', relation, time_column);
  END IF;
END$$;
CREATE FUNCTION create_hypertable(relation regclass, time_column_name name, partitioning_column name DEFAULT NULL, number_partitions integer DEFAULT NULL, associated_schema_name name DEFAULT NULL, associated_table_prefix name DEFAULT NULL, chunk_time_interval anyelement DEFAULT NULL::bigint, create_default_indexes boolean DEFAULT true, if_not_exists boolean DEFAULT false, partitioning_func regproc DEFAULT NULL, migrate_data boolean DEFAULT false, chunk_target_size text DEFAULT NULL, chunk_sizing_func regproc DEFAULT NULL, time_partitioning_func regproc DEFAULT NULL)
  RETURNS TABLE(hypertable_id integer, schema_name name, table_name name, created boolean) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM @extschema@.make_standin(relation, time_column_name, create_default_indexes);
  RETURN QUERY SELECT 1, n.nspname, c.relname, true FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
END$$;
CREATE FUNCTION create_hypertable(relation regclass, dimension _timescaledb_internal.dimension_info, create_default_indexes boolean DEFAULT true, if_not_exists boolean DEFAULT false, migrate_data boolean DEFAULT false) RETURNS TABLE(hypertable_id integer, created boolean) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM @extschema@.make_standin(relation, dimension.column_name, create_default_indexes);
  RETURN QUERY SELECT 1, true;
END$$;
CREATE FUNCTION create_distributed_hypertable(relation regclass, time_column_name name, partitioning_column name DEFAULT NULL, number_partitions integer DEFAULT NULL) RETURNS TABLE(hypertable_id integer, schema_name name, table_name name, created boolean) LANGUAGE sql AS $$SELECT * FROM @extschema@.create_hypertable($1, $2)$$;
CREATE FUNCTION by_range(column_name name, partition_interval anyelement DEFAULT NULL::bigint, partition_func regproc DEFAULT NULL) RETURNS _timescaledb_internal.dimension_info LANGUAGE plpgsql AS $$BEGIN RETURN ROW(column_name, 'range')::_timescaledb_internal.dimension_info; END$$;
CREATE FUNCTION by_hash(column_name name, number_partitions integer, partition_func regproc DEFAULT NULL) RETURNS _timescaledb_internal.dimension_info LANGUAGE plpgsql AS $$BEGIN RETURN ROW(column_name, 'hash')::_timescaledb_internal.dimension_info; END$$;
CREATE FUNCTION add_dimension(hypertable regclass, column_name name, number_partitions integer DEFAULT NULL, chunk_time_interval anyelement DEFAULT NULL::bigint, partitioning_func regproc DEFAULT NULL, if_not_exists boolean DEFAULT false) RETURNS TABLE(dimension_id integer, schema_name name, table_name name, column_name_ name, created boolean) LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION add_dimension(hypertable regclass, dimension _timescaledb_internal.dimension_info, if_not_exists boolean DEFAULT false) RETURNS TABLE(dimension_id integer, created boolean) LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION set_chunk_time_interval(hypertable regclass, chunk_time_interval anyelement, dimension_name name DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION set_integer_now_func(hypertable regclass, integer_now_func regproc, replace_if_exists boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION set_number_partitions(hypertable regclass, number_partitions integer, dimension_name name DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION add_retention_policy(relation regclass, drop_after anyelement, if_not_exists boolean DEFAULT false, schedule_interval interval DEFAULT NULL, initial_start timestamp with time zone DEFAULT NULL, timezone text DEFAULT NULL) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1000; END$$;
CREATE FUNCTION add_compression_policy(hypertable regclass, compress_after anyelement, if_not_exists boolean DEFAULT false, schedule_interval interval DEFAULT NULL, initial_start timestamp with time zone DEFAULT NULL, timezone text DEFAULT NULL) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1001; END$$;
CREATE PROCEDURE add_columnstore_policy(hypertable regclass, after anyelement, if_not_exists boolean DEFAULT false) LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION add_reorder_policy(hypertable regclass, index_name name, if_not_exists boolean DEFAULT false) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1002; END$$;
CREATE FUNCTION add_continuous_aggregate_policy(continuous_aggregate regclass, start_offset anyelement, end_offset anyelement, schedule_interval interval, if_not_exists boolean DEFAULT false, initial_start timestamp with time zone DEFAULT NULL, timezone text DEFAULT NULL) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1003; END$$;
CREATE FUNCTION remove_retention_policy(relation regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION remove_compression_policy(hypertable regclass, if_exists boolean DEFAULT false) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION remove_reorder_policy(hypertable regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION remove_continuous_aggregate_policy(continuous_aggregate regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION show_chunks(relation regclass, older_than anyelement DEFAULT NULL::bigint) RETURNS SETOF regclass LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION drop_chunks(relation regclass, older_than anyelement DEFAULT NULL::bigint) RETURNS SETOF text LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION compress_chunk(uncompressed_chunk regclass, if_not_compressed boolean DEFAULT true, recompress boolean DEFAULT false) RETURNS regclass LANGUAGE sql RETURN $1;
CREATE FUNCTION decompress_chunk(uncompressed_chunk regclass, if_compressed boolean DEFAULT true) RETURNS regclass LANGUAGE sql RETURN $1;
CREATE PROCEDURE refresh_continuous_aggregate(continuous_aggregate regclass, window_start anyelement, window_end anyelement, force boolean DEFAULT false) LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION add_job(proc regproc, schedule_interval interval, config jsonb DEFAULT NULL, initial_start timestamp with time zone DEFAULT NULL, scheduled boolean DEFAULT true, check_config regproc DEFAULT NULL, fixed_schedule boolean DEFAULT true, timezone text DEFAULT NULL) RETURNS integer LANGUAGE sql RETURN 1004;
CREATE FUNCTION delete_job(job_id integer) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE PROCEDURE run_job(job_id integer) LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION hypertable_size(hypertable regclass) RETURNS bigint LANGUAGE sql RETURN pg_total_relation_size($1);
CREATE FUNCTION approximate_row_count(relation regclass) RETURNS bigint LANGUAGE sql RETURN 0::bigint;
CREATE FUNCTION enable_chunk_skipping(hypertable regclass, column_name name, if_not_exists boolean DEFAULT false) RETURNS TABLE(column_stats_id integer, enabled boolean) LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp with time zone) RETURNS timestamp with time zone IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT CASE WHEN extract(month FROM $1) + extract(year FROM $1) > 0 THEN date_trunc('month', $2) ELSE date_bin($1, $2, '2000-01-03') END$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp with time zone, origin timestamp with time zone) RETURNS timestamp with time zone IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, $3)$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp with time zone, "offset" interval) RETURNS timestamp with time zone IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')$$;
CREATE FUNCTION time_bucket_gapfill(bucket_width interval, ts timestamp with time zone, start timestamp with time zone DEFAULT NULL, finish timestamp with time zone DEFAULT NULL) RETURNS timestamp with time zone PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp without time zone) RETURNS timestamp without time zone IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT CASE WHEN extract(month FROM $1) + extract(year FROM $1) > 0 THEN date_trunc('month', $2) ELSE date_bin($1, $2, '2000-01-03') END$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp without time zone, origin timestamp without time zone) RETURNS timestamp without time zone IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, $3)$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp without time zone, "offset" interval) RETURNS timestamp without time zone IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')$$;
CREATE FUNCTION time_bucket_gapfill(bucket_width interval, ts timestamp without time zone, start timestamp without time zone DEFAULT NULL, finish timestamp without time zone DEFAULT NULL) RETURNS timestamp without time zone PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts date) RETURNS date IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT CASE WHEN extract(month FROM $1) + extract(year FROM $1) > 0 THEN date_trunc('month', $2)::date ELSE date_bin($1, $2, '2000-01-03')::date END$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts date, origin date) RETURNS date IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, $3)::date$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts date, "offset" interval) RETURNS date IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')::date$$;
CREATE FUNCTION time_bucket_gapfill(bucket_width interval, ts date, start date DEFAULT NULL, finish date DEFAULT NULL) RETURNS date PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')::date$$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp with time zone, timezone text, origin timestamp with time zone DEFAULT NULL, "offset" interval DEFAULT NULL) RETURNS timestamp with time zone IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$SELECT date_bin($1, $2, '2000-01-03')$$;
CREATE FUNCTION time_bucket(bucket_width smallint, ts smallint) RETURNS smallint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (floor($2::numeric / $1) * $1)::smallint;
CREATE FUNCTION time_bucket(bucket_width integer, ts integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (floor($2::numeric / $1) * $1)::integer;
CREATE FUNCTION time_bucket(bucket_width bigint, ts bigint) RETURNS bigint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (floor($2::numeric / $1) * $1)::bigint;
CREATE FUNCTION first_standin(anyelement, anyelement, anycompatible) RETURNS anyelement IMMUTABLE LANGUAGE sql AS $$SELECT coalesce($1, $2)$$;
CREATE FUNCTION last_standin(anyelement, anyelement, anycompatible) RETURNS anyelement IMMUTABLE LANGUAGE sql AS $$SELECT coalesce($2, $1)$$;
CREATE AGGREGATE first(anyelement, anycompatible) (SFUNC = first_standin, STYPE = anyelement);
CREATE AGGREGATE last(anyelement, anycompatible) (SFUNC = last_standin, STYPE = anyelement);
CREATE FUNCTION locf(value anyelement, prev anyelement DEFAULT NULL, treat_null_as_missing boolean DEFAULT false) RETURNS anyelement LANGUAGE sql AS $$SELECT $1$$;
CREATE FUNCTION interpolate(value double precision, prev record DEFAULT NULL, next record DEFAULT NULL) RETURNS double precision LANGUAGE plpgsql AS $$BEGIN RETURN value; END$$;
CREATE VIEW timescaledb_information.hypertables AS SELECT NULL::name AS hypertable_schema, NULL::name AS hypertable_name, NULL::name AS owner, NULL::smallint AS num_dimensions, NULL::bigint AS num_chunks, NULL::boolean AS compression_enabled, NULL::name[] AS tablespaces WHERE false;
CREATE VIEW timescaledb_information.continuous_aggregates AS SELECT NULL::name AS hypertable_schema, NULL::name AS hypertable_name, NULL::name AS view_schema, NULL::name AS view_name, NULL::name AS view_owner, NULL::boolean AS materialized_only, NULL::text AS view_definition WHERE false;
CREATE VIEW timescaledb_information.chunks AS SELECT NULL::name AS hypertable_schema, NULL::name AS hypertable_name, NULL::name AS chunk_schema, NULL::name AS chunk_name, NULL::timestamp with time zone AS range_start, NULL::timestamp with time zone AS range_end, NULL::boolean AS is_compressed WHERE false;
CREATE VIEW timescaledb_information.jobs AS SELECT NULL::integer AS job_id, NULL::text AS application_name, NULL::interval AS schedule_interval, NULL::name AS proc_schema, NULL::name AS proc_name, NULL::boolean AS scheduled, NULL::jsonb AS config, NULL::name AS hypertable_schema, NULL::name AS hypertable_name WHERE false;
CREATE VIEW timescaledb_information.dimensions AS SELECT NULL::name AS hypertable_schema, NULL::name AS hypertable_name, NULL::bigint AS dimension_number, NULL::name AS column_name, NULL::regtype AS column_type WHERE false;
GRANT USAGE ON SCHEMA timescaledb_information, _timescaledb_internal TO PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA timescaledb_information TO PUBLIC;
