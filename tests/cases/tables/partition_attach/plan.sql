ALTER TABLE public.t DETACH PARTITION public.t_0;
ALTER TABLE public.t_0 RENAME CONSTRAINT t_id_not_null TO t_0_id_not_null;
ALTER TABLE public.t_0 RENAME CONSTRAINT t_k_not_null TO t_0_k_not_null;
ALTER TABLE public.t_1 RENAME CONSTRAINT t_1_id_not_null TO t_id_not_null;
ALTER TABLE public.t_1 RENAME CONSTRAINT t_1_k_not_null TO t_k_not_null;
ALTER TABLE public.t ATTACH PARTITION public.t_1 FOR VALUES WITH (modulus 2, remainder 1);
