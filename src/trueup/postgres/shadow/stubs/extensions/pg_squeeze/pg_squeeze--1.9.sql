-- Stand-in for pg_squeeze 1.9: its public interface in SQL.
SELECT;
