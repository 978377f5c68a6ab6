create function handle() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function check_body(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
create trusted language own handler handle;
