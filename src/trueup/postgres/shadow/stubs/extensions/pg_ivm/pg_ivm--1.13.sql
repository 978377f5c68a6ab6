-- Stand-in for pg_ivm 1.13: its public interface in SQL.
CREATE SCHEMA pgivm;
CREATE TABLE pgivm.pg_ivm_immv (immvrelid regclass NOT NULL CONSTRAINT pg_ivm_immv_pkey PRIMARY KEY, viewdef text NOT NULL, ispopulated boolean NOT NULL, lastivmupdate xid8);
CREATE FUNCTION pgivm.create_immv(text, text) RETURNS bigint STRICT LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE %s AS %s', $1, $2);
  RETURN 0;
END$$;
CREATE FUNCTION pgivm.refresh_immv(text, boolean) RETURNS bigint STRICT LANGUAGE sql RETURN 0::bigint;
CREATE FUNCTION pgivm.get_immv_def(regclass) RETURNS text STRICT LANGUAGE sql RETURN NULL::text;
GRANT USAGE ON SCHEMA pgivm TO PUBLIC;
