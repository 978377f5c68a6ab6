INSERT INTO t VALUES (1, 'a', 'x');
INSERT INTO c VALUES (2, 'b', 'y', 7);
INSERT INTO p VALUES (3, 'c');
