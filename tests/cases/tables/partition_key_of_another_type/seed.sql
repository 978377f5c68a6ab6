insert into events values (2, 'a'), (11, 'b'); insert into notes values (2);
