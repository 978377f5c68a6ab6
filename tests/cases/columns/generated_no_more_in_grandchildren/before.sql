create table events (at int, label text generated always as ('x' || at::text) stored);
create table logins () inherits (events);
create table failures () inherits (logins);
