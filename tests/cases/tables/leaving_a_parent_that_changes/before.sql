create table events (id int, kind text);
create table logins (id int, kind text) inherits (events);
