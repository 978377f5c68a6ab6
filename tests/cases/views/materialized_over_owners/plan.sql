ALTER VIEW public.v OWNER TO postgres;
CREATE VIEW public.w AS
SELECT a
   FROM public.v;
CREATE MATERIALIZED VIEW public.m AS
SELECT a
   FROM public.w;
