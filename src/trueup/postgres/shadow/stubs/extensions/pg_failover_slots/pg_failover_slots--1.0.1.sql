-- Stand-in for pg_failover_slots 1.0.1: its public interface in SQL.
SELECT;
