DROP VIEW public.names;
CREATE VIEW public.names AS
SELECT name,
    count(*) AS n
   FROM public.staff
  GROUP BY name;
