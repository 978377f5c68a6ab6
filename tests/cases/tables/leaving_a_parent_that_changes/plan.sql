ALTER TABLE public.logins NO INHERIT public.events;
ALTER TABLE public.events ALTER COLUMN id TYPE bigint;
ALTER TABLE public.events ALTER COLUMN kind TYPE integer USING kind::integer;
ALTER TABLE public.logins ALTER COLUMN id TYPE bigint;
ALTER TABLE public.logins ALTER COLUMN kind TYPE integer USING kind::integer;
