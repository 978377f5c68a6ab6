-- Stand-in for supabase-dbdev 0.0.5: its public interface in SQL.
CREATE SCHEMA dbdev;
CREATE FUNCTION dbdev.install(package_name text) RETURNS boolean LANGUAGE sql RETURN true;

GRANT ALL ON SCHEMA dbdev TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA dbdev TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA dbdev TO PUBLIC;
