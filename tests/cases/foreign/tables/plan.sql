DROP FOREIGN TABLE public.g;
ALTER FOREIGN TABLE public.f OPTIONS (SET table_name 'ff', ADD schema_name 's');
COMMENT ON FOREIGN TABLE public.f IS 'far';
CREATE FOREIGN TABLE public.g (
    id integer
) SERVER beyond;
CREATE FOREIGN TABLE public.parts_1 (
    id integer,
    k integer
) SERVER away;
ALTER TABLE public.parts ATTACH PARTITION public.parts_1 FOR VALUES IN (1);
ALTER FOREIGN TABLE public.f ALTER COLUMN a SET DEFAULT 'z'::text;
ALTER FOREIGN TABLE public.f ALTER COLUMN a OPTIONS (SET column_name 'a', ADD extra 'x');
ALTER FOREIGN TABLE public.f ALTER COLUMN id TYPE bigint;
ALTER FOREIGN TABLE public.f ALTER COLUMN id DROP NOT NULL;
ALTER FOREIGN TABLE public.f ADD COLUMN b date;
ALTER FOREIGN TABLE public.f ADD CONSTRAINT id_ok CHECK ((id > 0));
