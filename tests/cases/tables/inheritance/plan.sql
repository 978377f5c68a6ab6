ALTER TABLE public.loner INHERIT public.base;
ALTER TABLE public.base ADD COLUMN added date DEFAULT CURRENT_DATE;
