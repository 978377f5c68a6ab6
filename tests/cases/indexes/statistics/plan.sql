DROP STATISTICS public.gone;
DROP STATISTICS public.s;
CREATE STATISTICS public.expressions ON a, lower(c) FROM public.t;
ALTER STATISTICS public.expressions SET STATISTICS 42;
CREATE STATISTICS public.s (dependencies, mcv) ON a, b FROM public.t;
COMMENT ON STATISTICS public.s IS 'correlated';
