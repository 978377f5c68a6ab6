insert into t (n) values (7), (8);
