-- Stand-in for pgaudit 18.0: its public interface in SQL.
CREATE FUNCTION pgaudit_ddl_command_end() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END$$;
CREATE FUNCTION pgaudit_sql_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END$$;
CREATE EVENT TRIGGER pgaudit_ddl_command_end ON ddl_command_end EXECUTE FUNCTION pgaudit_ddl_command_end();
CREATE EVENT TRIGGER pgaudit_sql_drop ON sql_drop EXECUTE FUNCTION pgaudit_sql_drop();
