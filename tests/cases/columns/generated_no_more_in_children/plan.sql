ALTER TABLE public.events ALTER COLUMN label DROP EXPRESSION;
ALTER TABLE public.events ALTER COLUMN label SET DEFAULT 'none'::text;
ALTER TABLE public.events ALTER COLUMN at TYPE text;
