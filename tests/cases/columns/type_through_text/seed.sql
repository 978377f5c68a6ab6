insert into t values (1, 'yes', '2024-01-01'), (2, 'no', null);
