-- Stand-in for timescaledb_toolkit 1.21.0: its public interface in SQL.
SELECT;
