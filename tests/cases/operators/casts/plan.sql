DROP CAST (public.mood AS integer);
DROP CAST (public.pair AS text);
CREATE CAST (public.pair AS text) WITH FUNCTION public.pair_text(public.pair) AS ASSIGNMENT;
COMMENT ON CAST (public.pair AS text) IS 'shown';
CREATE CAST (text AS public.mood) WITH INOUT AS IMPLICIT;
