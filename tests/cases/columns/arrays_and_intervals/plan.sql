ALTER TABLE public.t ALTER COLUMN a TYPE bigint[];
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT '{}'::bigint[];
ALTER TABLE public.t ALTER COLUMN b TYPE interval USING b::text::interval;
ALTER TABLE public.t ALTER COLUMN c TYPE numeric(12,2);
ALTER TABLE public.t ALTER COLUMN d TYPE timestamp with time zone;
