ALTER DOMAIN public.positive DROP CONSTRAINT is_positive;
ALTER DOMAIN public.positive SET DEFAULT 2;
ALTER DOMAIN public.positive SET NOT NULL;
COMMENT ON DOMAIN public.positive IS 'one and up';
ALTER DOMAIN public.positive ADD CONSTRAINT is_positive CHECK ((VALUE >= 1));
ALTER DOMAIN public.positive ADD CONSTRAINT is_small CHECK ((VALUE < 1000));
