-- Stand-in for neon 1.6: its public interface in SQL.
SELECT;
