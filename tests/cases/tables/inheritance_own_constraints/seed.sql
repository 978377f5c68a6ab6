insert into t values (1, 1);
insert into c values (2, 2);
insert into d values (3, 3);
insert into p values (1, 1), (2, 2);
