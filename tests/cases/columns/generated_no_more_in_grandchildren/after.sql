create table events (at int, label text default 'none');
create table logins () inherits (events);
create table failures () inherits (logins);
