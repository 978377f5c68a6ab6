SELECT pg_catalog.setval('public.t_n_seq', 2147483647, true) FROM public.t_n_seq WHERE last_value > 2147483647;
ALTER SEQUENCE public.t_n_seq MAXVALUE 2147483647;
ALTER TABLE public.t ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE public.t_id_seq MAXVALUE 5000000000;
ALTER TABLE public.t ALTER COLUMN n TYPE integer;
