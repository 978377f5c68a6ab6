insert into a values (1, 10), (2, 20); insert into b values (1, 20);
