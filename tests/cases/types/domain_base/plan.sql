ALTER DOMAIN public.code RENAME TO code__old;
CREATE DOMAIN public.code AS text;
ALTER DOMAIN public.code OWNER TO postgres;
ALTER TABLE public.t ALTER COLUMN c TYPE public.code;
DROP DOMAIN public.code__old;
