-- Stand-in for pldbgapi 1.9: its public interface in SQL.
SELECT;
