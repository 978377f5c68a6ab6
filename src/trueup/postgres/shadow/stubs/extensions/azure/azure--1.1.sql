-- Stand-in for azure 1.1: its public interface in SQL.
SELECT;
