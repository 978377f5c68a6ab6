SET check_function_bodies = off;
ALTER PUBLICATION pub DROP TABLE ONLY public.t;
DROP POLICY p ON public.t;
DROP TRIGGER t_n ON public.t;
DROP MATERIALIZED VIEW public.m;
DROP VIEW public.v;
DROP FUNCTION public.total();
ALTER TABLE public.t ALTER COLUMN n TYPE bigint;
CREATE FUNCTION public.total()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (sum(t.n))::bigint AS sum
    FROM public.t;
END;
CREATE MATERIALIZED VIEW public.m AS
SELECT n,
    count(*) AS many
   FROM public.t
  GROUP BY n;
CREATE INDEX m_n ON public.m USING btree (n);
CREATE VIEW public.v AS
SELECT id,
    n
   FROM public.t
  WHERE (n > 1);
COMMENT ON VIEW public.v IS 'kept';
GRANT SELECT ON TABLE public.v TO tt_reader;
CREATE TRIGGER t_n BEFORE UPDATE OF n ON public.t FOR EACH ROW WHEN ((new.n > 5)) EXECUTE FUNCTION public.touch();
CREATE POLICY p ON public.t USING ((n > 0));
ALTER PUBLICATION pub ADD TABLE ONLY public.t WHERE ((n > 3));
