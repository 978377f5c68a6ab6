create table events (id int not null, at int);
create table logins () inherits (events);
