insert into t values (1, '2024-03-03', 'a');
