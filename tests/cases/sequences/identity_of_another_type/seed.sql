insert into t values (default, default);
