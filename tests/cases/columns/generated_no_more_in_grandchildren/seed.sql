insert into failures values (2);
