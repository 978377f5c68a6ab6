ALTER TABLE public.events DROP COLUMN label;
ALTER TABLE public.events ADD COLUMN label text DEFAULT 'none'::text;
