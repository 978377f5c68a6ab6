insert into logins values (1, '2');
