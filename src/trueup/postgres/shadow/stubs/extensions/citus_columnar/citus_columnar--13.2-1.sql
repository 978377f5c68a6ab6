-- Stand-in for citus_columnar 13.2-1: its public interface in SQL.
CREATE FUNCTION columnar_handler_standin(internal) RETURNS table_am_handler LANGUAGE internal AS 'heap_tableam_handler';
CREATE ACCESS METHOD columnar TYPE TABLE HANDLER columnar_handler_standin;
