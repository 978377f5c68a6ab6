-- Stand-in for pgmq 1.5.1: its public interface in SQL.
CREATE TABLE pgmq.meta (queue_name character varying NOT NULL CONSTRAINT meta_queue_name_key UNIQUE, is_partitioned boolean NOT NULL, is_unlogged boolean NOT NULL, created_at timestamp with time zone DEFAULT now() NOT NULL);
CREATE TYPE pgmq.message_record AS (msg_id bigint, read_ct integer, enqueued_at timestamp with time zone, vt timestamp with time zone, message jsonb, headers jsonb);
CREATE TYPE pgmq.queue_record AS (queue_name character varying, is_partitioned boolean, is_unlogged boolean, created_at timestamp with time zone);
CREATE TYPE pgmq.metrics_result AS (queue_name text, queue_length bigint, newest_msg_age_sec integer, oldest_msg_age_sec integer, total_messages bigint, scrape_time timestamp with time zone, queue_visible_length bigint);
CREATE FUNCTION pgmq.format_table_name(queue_name text, prefix text) RETURNS text LANGUAGE sql RETURN lower($2 || '_' || $1);
CREATE FUNCTION pgmq.make_standin(queue_name text, unlogged boolean, partitioned boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  q text := pgmq.format_table_name(queue_name, 'q');
  a text := pgmq.format_table_name(queue_name, 'a');
BEGIN
  EXECUTE format('CREATE %s TABLE IF NOT EXISTS pgmq.%I (msg_id bigint %s GENERATED ALWAYS AS IDENTITY, read_ct integer DEFAULT 0 NOT NULL, enqueued_at timestamp with time zone DEFAULT now() NOT NULL, vt timestamp with time zone NOT NULL, message jsonb, headers jsonb) %s',
    CASE WHEN unlogged THEN 'UNLOGGED' ELSE '' END, q, CASE WHEN partitioned THEN '' ELSE 'PRIMARY KEY' END, CASE WHEN partitioned THEN 'PARTITION BY RANGE (msg_id)' ELSE '' END);
  EXECUTE format('CREATE TABLE IF NOT EXISTS pgmq.%I (msg_id bigint %s, read_ct integer DEFAULT 0 NOT NULL, enqueued_at timestamp with time zone DEFAULT now() NOT NULL, archived_at timestamp with time zone DEFAULT now() NOT NULL, vt timestamp with time zone NOT NULL, message jsonb, headers jsonb) %s',
    a, CASE WHEN partitioned THEN '' ELSE 'PRIMARY KEY' END, CASE WHEN partitioned THEN 'PARTITION BY RANGE (msg_id)' ELSE '' END);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (vt ASC)', q || '_vt_idx', q);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (archived_at)', 'archived_at_idx_' || queue_name, a);
  INSERT INTO pgmq.meta (queue_name, is_partitioned, is_unlogged) VALUES (queue_name, partitioned, unlogged) ON CONFLICT DO NOTHING;
END$$;
CREATE FUNCTION pgmq."create"(queue_name text) RETURNS void LANGUAGE sql AS $$SELECT pgmq.make_standin($1, false, false)$$;
CREATE FUNCTION pgmq.create_non_partitioned(queue_name text) RETURNS void LANGUAGE sql AS $$SELECT pgmq.make_standin($1, false, false)$$;
CREATE FUNCTION pgmq.create_unlogged(queue_name text) RETURNS void LANGUAGE sql AS $$SELECT pgmq.make_standin($1, true, false)$$;
CREATE FUNCTION pgmq.create_partitioned(queue_name text, partition_interval text DEFAULT '10000', retention_interval text DEFAULT '100000') RETURNS void LANGUAGE sql AS $$SELECT pgmq.make_standin($1, false, true)$$;
CREATE FUNCTION pgmq.validate_queue_name(queue_name text) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgmq.drop_queue(queue_name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS pgmq.%I, pgmq.%I', pgmq.format_table_name($1, 'q'), pgmq.format_table_name($1, 'a'));
  DELETE FROM pgmq.meta m WHERE m.queue_name = $1;
  RETURN FOUND;
END$$;
CREATE FUNCTION pgmq.drop_queue(queue_name text, partitioned boolean) RETURNS boolean LANGUAGE sql AS $$SELECT pgmq.drop_queue($1)$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb, delay timestamp with time zone) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('INSERT INTO pgmq.%I (vt, message, headers) VALUES ($2, $1, $3) RETURNING msg_id', pgmq.format_table_name(queue_name, 'q')) USING msg, delay, headers;
END$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb) RETURNS SETOF bigint LANGUAGE sql AS $$SELECT * FROM pgmq.send($1, $2, NULL, clock_timestamp())$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb) RETURNS SETOF bigint LANGUAGE sql AS $$SELECT * FROM pgmq.send($1, $2, $3, clock_timestamp())$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$SELECT * FROM pgmq.send($1, $2, NULL, clock_timestamp() + make_interval(secs => $3))$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, delay timestamp with time zone) RETURNS SETOF bigint LANGUAGE sql AS $$SELECT * FROM pgmq.send($1, $2, NULL, $3)$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb, delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$SELECT * FROM pgmq.send($1, $2, $3, clock_timestamp() + make_interval(secs => $4))$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], delay integer DEFAULT 0) RETURNS SETOF bigint LANGUAGE sql AS $$SELECT s FROM unnest($2) m, LATERAL pgmq.send($1, m, $3) s$$;
CREATE FUNCTION pgmq.read(queue_name text, vt integer, qty integer, conditional jsonb DEFAULT '{}') RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgmq.read_with_poll(queue_name text, vt integer, qty integer, max_poll_seconds integer DEFAULT 5, poll_interval_ms integer DEFAULT 100, conditional jsonb DEFAULT '{}') RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgmq.pop(queue_name text, qty integer DEFAULT 1) RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgmq.set_vt(queue_name text, msg_id bigint, vt integer) RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgmq.archive(queue_name text, msg_id bigint) RETURNS boolean LANGUAGE sql RETURN false;
CREATE FUNCTION pgmq.archive(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgmq.delete(queue_name text, msg_id bigint) RETURNS boolean LANGUAGE sql RETURN false;
CREATE FUNCTION pgmq.delete(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION pgmq.purge_queue(queue_name text) RETURNS bigint LANGUAGE sql RETURN 0::bigint;
CREATE FUNCTION pgmq.detach_archive(queue_name text) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgmq.convert_archive_partitioned(table_name text, partition_interval text DEFAULT '10000', retention_interval text DEFAULT '100000', leading_partition integer DEFAULT 10) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgmq.enable_notify_insert(queue_name text, throttle_interval_ms integer DEFAULT 250) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgmq.disable_notify_insert(queue_name text) RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION pgmq.list_queues() RETURNS SETOF pgmq.queue_record LANGUAGE sql AS $$SELECT queue_name, is_partitioned, is_unlogged, created_at FROM pgmq.meta$$;
CREATE FUNCTION pgmq.metrics(queue_name text) RETURNS pgmq.metrics_result LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE FUNCTION pgmq.metrics_all() RETURNS SETOF pgmq.metrics_result LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;

GRANT ALL ON SCHEMA pgmq TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA pgmq TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pgmq TO PUBLIC;
