-- Stand-in for pg_plan_filter 0.0.1: its public interface in SQL.
SELECT;
