-- Stand-in for pglogical 2.4.6: its public interface in SQL.
SELECT;
