-- Stand-in for tsm_system_time 1.0: its public interface in SQL.
CREATE FUNCTION system_time(internal) RETURNS tsm_handler STRICT LANGUAGE internal AS 'tsm_system_handler';
