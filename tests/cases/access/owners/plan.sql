SET check_function_bodies = off;
ALTER SCHEMA s OWNER TO tt_owner;
ALTER TYPE s.pair OWNER TO tt_owner;
ALTER FUNCTION s.f() OWNER TO tt_owner;
ALTER TABLE s.t OWNER TO tt_owner;
ALTER VIEW s.v OWNER TO tt_writer;
