ALTER TABLE public.t ALTER COLUMN at TYPE timestamp with time zone USING at::timestamp with time zone;
ALTER TABLE public.t ALTER COLUMN flag DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN flag TYPE boolean USING flag::boolean;
ALTER TABLE public.t ALTER COLUMN flag SET DEFAULT true;
