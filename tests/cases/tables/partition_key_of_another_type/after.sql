create table events (id bigint primary key, kind varchar(10)) partition by range (id);
create table early partition of events for values from (1) to (10) partition by list (id);
create table second partition of early for values in (2);
create table late partition of events for values from (10) to (20);
create table notes (event bigint references events);
create view kinds as select kind from events;
