CREATE VIEW public.v AS
SELECT id,
    name,
    count(*) AS n
   FROM public.t
  GROUP BY id;
