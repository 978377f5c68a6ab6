insert into events values (1);
insert into logins values (2);
