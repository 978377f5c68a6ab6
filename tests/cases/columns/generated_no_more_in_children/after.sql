create table events (at text, label text default 'none');
create table logins () inherits (events);
create index on logins (label);
