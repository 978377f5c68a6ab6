-- Stand-in for pg_stat_kcache 2.3.1: its public interface in SQL.
SELECT;
