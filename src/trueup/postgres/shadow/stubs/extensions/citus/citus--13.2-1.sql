-- Stand-in for citus 13.2-1: its public interface in SQL.
CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text, distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION create_distributed_table_concurrently(table_name regclass, distribution_column text, distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION create_reference_table(table_name text) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION create_distributed_function(function_name regprocedure, distribution_arg_name text DEFAULT NULL, colocate_with text DEFAULT 'default', force_delegation boolean DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION undistribute_table(table_name regclass, cascade_via_foreign_keys boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION citus_add_local_table_to_metadata(table_name regclass, cascade_via_foreign_keys boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION citus_schema_distribute(schemaname regnamespace) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION alter_distributed_table(table_name regclass, distribution_column text DEFAULT NULL, shard_count integer DEFAULT NULL, colocate_with text DEFAULT NULL, cascade_to_colocated boolean DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION update_distributed_table_colocation(table_name regclass, colocate_with text) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION create_time_partitions(table_name regclass, partition_interval interval, end_at timestamp with time zone, start_from timestamp with time zone DEFAULT now()) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION run_command_on_workers(command text, parallel boolean DEFAULT true) RETURNS TABLE(nodename text, nodeport integer, success boolean, result text) LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION citus_version() RETURNS text STABLE STRICT LANGUAGE sql RETURN 'Citus 13.2 (stand-in)';
