DROP VIEW public.above;
DROP VIEW public.narrowed;
CREATE OR REPLACE VIEW public.appended AS
SELECT a,
    b
   FROM public.t
  WHERE (a > 0);
CREATE VIEW public.narrowed WITH (security_barrier=true) AS
SELECT b,
    a
   FROM public.t;
ALTER VIEW public.narrowed ALTER COLUMN a SET DEFAULT 5;
CREATE VIEW public.above AS
SELECT a
   FROM public.narrowed;
COMMENT ON COLUMN public.above.a IS 'kept too';
COMMENT ON VIEW public.narrowed IS 'kept';
GRANT SELECT ON TABLE public.narrowed TO tt_reader WITH GRANT OPTION;
