CREATE TABLE public.readings_1 (
    at integer CONSTRAINT readings_at_not_null NOT NULL
);
ALTER POLICY mine ON public.readings USING ((at IS NOT NULL));
ALTER TABLE public.readings DROP COLUMN mood;
ALTER TABLE public.readings ATTACH PARTITION public.readings_1 FOR VALUES FROM (0) TO (10);
