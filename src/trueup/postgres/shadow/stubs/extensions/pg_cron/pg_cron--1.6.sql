-- Stand-in for pg_cron 1.6: its public interface in SQL.
CREATE SCHEMA cron;
CREATE SEQUENCE cron.jobid_seq;
CREATE TABLE cron.job (
  jobid bigint DEFAULT nextval('cron.jobid_seq'::regclass) NOT NULL CONSTRAINT job_pkey PRIMARY KEY,
  schedule text NOT NULL, command text NOT NULL, nodename text DEFAULT 'localhost'::text NOT NULL, nodeport integer DEFAULT inet_server_port() ,
  database text DEFAULT current_database() NOT NULL, username text DEFAULT CURRENT_USER NOT NULL, active boolean DEFAULT true NOT NULL, jobname text,
  CONSTRAINT jobname_username_uniq UNIQUE (jobname, username));
CREATE SEQUENCE cron.runid_seq;
CREATE TABLE cron.job_run_details (
  jobid bigint, runid bigint DEFAULT nextval('cron.runid_seq'::regclass) NOT NULL CONSTRAINT job_run_details_pkey PRIMARY KEY, job_pid integer,
  database text, username text, command text, status text, return_message text, start_time timestamp with time zone, end_time timestamp with time zone);
CREATE FUNCTION cron.schedule(schedule text, command text) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO cron.job (schedule, command) VALUES ($1, $2) RETURNING jobid
$$;
CREATE FUNCTION cron.schedule(job_name text, schedule text, command text) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO cron.job (jobname, schedule, command) VALUES ($1, $2, $3)
  ON CONFLICT (jobname, username) DO UPDATE SET schedule = EXCLUDED.schedule, command = EXCLUDED.command RETURNING jobid
$$;
CREATE FUNCTION cron.schedule_in_database(job_name text, schedule text, command text, database text, username text DEFAULT NULL, active boolean DEFAULT true) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO cron.job (jobname, schedule, command, database, username, active) VALUES ($1, $2, $3, $4, coalesce($5, CURRENT_USER), $6)
  ON CONFLICT (jobname, username) DO UPDATE SET schedule = EXCLUDED.schedule, command = EXCLUDED.command RETURNING jobid
$$;
CREATE FUNCTION cron.unschedule(job_id bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM cron.job WHERE jobid = job_id;
  RETURN true;
END$$;
CREATE FUNCTION cron.unschedule(job_name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM cron.job WHERE jobname = job_name;
  IF NOT FOUND THEN RAISE EXCEPTION 'could not find valid entry for job ''%''', job_name; END IF;
  RETURN true;
END$$;
CREATE FUNCTION cron.alter_job(job_id bigint, schedule text DEFAULT NULL, command text DEFAULT NULL, database text DEFAULT NULL, username text DEFAULT NULL, active boolean DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  UPDATE cron.job SET schedule = coalesce($2, job.schedule), command = coalesce($3, job.command), active = coalesce($6, job.active) WHERE jobid = $1
$$;
CREATE FUNCTION cron.job_cache_invalidate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END$$;

GRANT ALL ON SCHEMA cron TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA cron TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA cron TO PUBLIC;
