insert into child values (1, 'x', 'y'); insert into loner values (2, 'z');
