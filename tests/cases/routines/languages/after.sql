create function handle() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function check_body(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
create trusted language own handler handle validator check_body;
create language other handler handle;
grant usage on language own to tt_reader;
comment on language own is 'mine';
