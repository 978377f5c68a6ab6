-- Stand-in for file_fdw 1.0: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION file_fdw_handler() RETURNS fdw_handler STRICT LANGUAGE internal AS 'void_in';
CREATE FUNCTION file_fdw_validator(text[], oid) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FOREIGN DATA WRAPPER file_fdw;
