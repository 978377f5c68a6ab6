SET check_function_bodies = off;
DROP TABLE a.t;
DROP FUNCTION a.f();
DROP SCHEMA a;
CREATE FUNCTION b.f()
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
CREATE TABLE b.t (
    id integer NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
