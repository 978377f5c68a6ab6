ALTER TABLE public.l_a ADD CONSTRAINT l_a__bound CHECK ("Kind" IS NOT NULL AND "Kind" IN ('a', 'b''c')) NOT VALID;
ALTER TABLE public.l_a VALIDATE CONSTRAINT l_a__bound;
ALTER TABLE public.l ATTACH PARTITION public.l_a FOR VALUES IN ('a', 'b''c');
ALTER TABLE public.l_a DROP CONSTRAINT l_a__bound;
ALTER TABLE public.t_1 ADD CONSTRAINT t_1__bound CHECK (k IS NOT NULL AND k >= 100 AND k < 200) NOT VALID;
ALTER TABLE public.t_1 VALIDATE CONSTRAINT t_1__bound;
ALTER TABLE public.t_rest ADD CONSTRAINT t_rest__without_t_1 CHECK (NOT (k IS NOT NULL AND k >= 100 AND k < 200)) NOT VALID;
ALTER TABLE public.t_rest VALIDATE CONSTRAINT t_rest__without_t_1;
ALTER TABLE public.t ATTACH PARTITION public.t_1 FOR VALUES FROM (100) TO (200);
ALTER TABLE public.t_1 DROP CONSTRAINT t_1__bound;
ALTER TABLE public.t_rest DROP CONSTRAINT t_rest__without_t_1;
CREATE TABLE public.t_2 (
    k integer,
    at date
);
ALTER TABLE public.t_rest ADD CONSTRAINT t_rest__without_t_2 CHECK (NOT (k IS NOT NULL AND k >= 200)) NOT VALID;
ALTER TABLE public.t_rest VALIDATE CONSTRAINT t_rest__without_t_2;
ALTER TABLE public.t ATTACH PARTITION public.t_2 FOR VALUES FROM (200) TO (MAXVALUE);
ALTER TABLE public.t_rest DROP CONSTRAINT t_rest__without_t_2;
