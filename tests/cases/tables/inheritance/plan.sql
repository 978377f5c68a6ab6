ALTER TABLE public.loner INHERIT public.base;
