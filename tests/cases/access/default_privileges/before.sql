create schema s;
alter default privileges in schema s grant select on tables to tt_reader;
alter default privileges for role tt_owner revoke execute on functions from public;
create table s.t (a integer);
