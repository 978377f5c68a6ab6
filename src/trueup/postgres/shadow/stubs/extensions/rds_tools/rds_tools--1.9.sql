-- Stand-in for rds_tools 1.9: its public interface in SQL.
SELECT;
