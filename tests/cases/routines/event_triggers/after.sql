create function watch() returns event_trigger language plpgsql as 'begin end';
create event trigger one on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute function watch();
create event trigger two on sql_drop execute function watch();
alter event trigger two disable;
comment on event trigger one is 'tables only';
