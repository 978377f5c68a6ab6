DROP VIEW public.v;
ALTER TYPE public.span RENAME TO span__old;
ALTER DOMAIN public.short RENAME TO short__old;
ALTER TYPE public.span_multirange RENAME TO span_multirange__old;
ALTER FUNCTION public.span(double precision, double precision) RENAME TO span__old;
ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span__old;
ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__old;
CREATE TYPE public.span AS RANGE (
    SUBTYPE = numeric
);
ALTER TYPE public.span OWNER TO postgres;
CREATE DOMAIN public.short AS public.span
    CONSTRAINT short_check CHECK (((upper(VALUE) - lower(VALUE)) < (10)::numeric));
ALTER DOMAIN public.short OWNER TO postgres;
ALTER TABLE public.t ALTER COLUMN all_of TYPE public.span_multirange USING all_of::text::public.span_multirange;
ALTER TABLE public.t ALTER COLUMN many TYPE public.span[] USING many::text[]::public.span[];
ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;
ALTER TABLE public.t ALTER COLUMN s SET DEFAULT '[1,2)'::public.span;
ALTER TABLE public.t ALTER COLUMN d TYPE public.short USING d::text::public.short;
DROP DOMAIN public.short__old;
DROP TYPE public.span__old;
CREATE VIEW public.v AS
SELECT lower(s) AS l
   FROM public.t;
