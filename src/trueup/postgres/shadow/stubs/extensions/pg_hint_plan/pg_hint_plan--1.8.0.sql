-- Stand-in for pg_hint_plan 1.8.0: its public interface in SQL.
SELECT;
