DROP VIEW public.over;
DROP MATERIALIZED VIEW public.m;
CREATE MATERIALIZED VIEW public.m WITH (fillfactor=80) AS
SELECT a,
    count(b) AS n
   FROM public.t
  GROUP BY a;
CREATE UNIQUE INDEX m_a ON public.m USING btree (a);
COMMENT ON MATERIALIZED VIEW public.m IS 'counts';
ALTER MATERIALIZED VIEW public.m CLUSTER ON m_a;
CREATE VIEW public.over AS
SELECT n
   FROM public.m;
