insert into first_week values (1, 10), (2, 20);
