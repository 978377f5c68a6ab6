-- Stand-in for tsm_system_rows 1.0: its public interface in SQL.
CREATE FUNCTION system_rows(internal) RETURNS tsm_handler STRICT LANGUAGE internal AS 'tsm_system_handler';
