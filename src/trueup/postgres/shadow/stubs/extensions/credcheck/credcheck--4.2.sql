-- Stand-in for credcheck 4.2: its public interface in SQL.
SELECT;
