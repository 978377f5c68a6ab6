insert into t values (1, 'X', '{"a": 1}', '[1,5)');
