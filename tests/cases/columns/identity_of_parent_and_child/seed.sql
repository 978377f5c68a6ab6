insert into logins values (7, 1);
