insert into t values ('hello world');
