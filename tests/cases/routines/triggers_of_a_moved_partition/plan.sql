ALTER TABLE public.parent DETACH PARTITION public.part;
DROP TABLE public.parent;
CREATE TABLE public.parent (
    k integer CONSTRAINT parent_k_not_null NOT NULL,
    c text CONSTRAINT parent_c_not_null NOT NULL
) PARTITION BY HASH (k);
ALTER TABLE public.part ALTER COLUMN c TYPE text;
ALTER TABLE public.part ADD CONSTRAINT parent_c_not_null NOT NULL c;
ALTER TABLE public.part ADD CONSTRAINT parent_k_not_null NOT NULL k;
ALTER TABLE public.part ADD CONSTRAINT part_pkey PRIMARY KEY (k, c);
ALTER TABLE public.parent ATTACH PARTITION public.part FOR VALUES WITH (modulus 3, remainder 0);
ALTER TABLE ONLY public.parent ADD CONSTRAINT parent_key PRIMARY KEY (k, c);
ALTER INDEX public.parent_key ATTACH PARTITION public.part_pkey;
CREATE TRIGGER touch BEFORE INSERT ON public.parent FOR EACH ROW EXECUTE FUNCTION public.second();
ALTER TABLE public.parent DISABLE TRIGGER touch;
ALTER TABLE public.part DISABLE TRIGGER touch;
