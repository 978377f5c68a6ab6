drop schema public;
create schema own;
create table own.t (a integer);
