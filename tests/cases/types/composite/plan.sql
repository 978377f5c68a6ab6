ALTER TYPE public.pair DROP ATTRIBUTE b;
ALTER TYPE public.pair ALTER ATTRIBUTE a TYPE bigint;
ALTER TYPE public.pair ADD ATTRIBUTE d text COLLATE "C";
COMMENT ON COLUMN public.pair.d IS 'fourth';
