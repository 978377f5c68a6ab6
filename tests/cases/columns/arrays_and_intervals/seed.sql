insert into t values ('{1,2}', '1 day', 1.25, '2024-05-05 12:00:00+00');
