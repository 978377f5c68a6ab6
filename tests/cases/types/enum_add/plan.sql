ALTER TYPE public.mood ADD VALUE 'awful' BEFORE 'sad';
ALTER TYPE public.mood ADD VALUE 'fine' AFTER 'sad';
ALTER TYPE public.mood ADD VALUE 'great';
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'fine'::public.mood;
