-- Stand-in for pg_background 1.3: its public interface in SQL.
SELECT;
