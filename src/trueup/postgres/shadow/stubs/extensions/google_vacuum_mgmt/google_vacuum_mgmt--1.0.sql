-- Stand-in for google_vacuum_mgmt 1.0: its public interface in SQL.
SELECT;
