create table thing (a integer);
create sequence number;
create type word as enum ('a');
