ALTER TYPE public.span RENAME TO span__old;
ALTER TYPE public.span_multirange RENAME TO span_multirange__old;
ALTER FUNCTION public.span(double precision, double precision) RENAME TO span__old;
ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span__old;
ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__old;
CREATE TYPE public.span AS RANGE (
    SUBTYPE = double precision,
    SUBTYPE_DIFF = pg_catalog.float8mi
);
ALTER TYPE public.span OWNER TO postgres;
ALTER TABLE public.t ALTER COLUMN many TYPE public.span_multirange USING many::text::public.span_multirange;
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;
DROP TYPE public.span__old;
