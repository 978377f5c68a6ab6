-- Stand-in for file_fdw 1.0: its public interface in SQL.
CREATE FUNCTION file_fdw_handler() RETURNS fdw_handler STRICT LANGUAGE internal AS 'void_in';
CREATE FUNCTION file_fdw_validator(text[], oid) RETURNS void STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FOREIGN DATA WRAPPER file_fdw;
