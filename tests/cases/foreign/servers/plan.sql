SET check_function_bodies = off;
DROP USER MAPPING FOR PUBLIC SERVER away;
ALTER FOREIGN DATA WRAPPER far OPTIONS (DROP debug, ADD "verbose" 'yes');
ALTER SERVER away VERSION '2' OPTIONS (DROP dbname, SET host 'h2', ADD port '5');
COMMENT ON SERVER away IS 'over there';
GRANT USAGE ON FOREIGN SERVER away TO tt_reader;
ALTER USER MAPPING FOR tt_reader SERVER away OPTIONS (SET "user" 'v');
CREATE USER MAPPING FOR tt_writer SERVER away;
CREATE FUNCTION public.check_options(text[], oid)
 RETURNS void
 LANGUAGE internal
AS $function$postgresql_fdw_validator$function$;
CREATE FOREIGN DATA WRAPPER checked VALIDATOR public.check_options;
