DROP TABLE public.thing;
DROP SEQUENCE public.number;
DROP TYPE public.word;
CREATE DOMAIN public.word AS text;
CREATE TABLE public.number (
    n integer
);
CREATE VIEW public.thing AS
SELECT 1 AS a;
