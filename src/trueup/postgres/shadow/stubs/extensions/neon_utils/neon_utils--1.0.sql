-- Stand-in for neon_utils 1.0: its public interface in SQL.
SELECT;
