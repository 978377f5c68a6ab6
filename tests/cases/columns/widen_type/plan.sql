DROP VIEW public.w;
ALTER TABLE public.t ALTER COLUMN n TYPE bigint;
ALTER TABLE public.t ALTER COLUMN v TYPE character varying(20);
CREATE VIEW public.w AS
SELECT id,
    n
   FROM public.t;
