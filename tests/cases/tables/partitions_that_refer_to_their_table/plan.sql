CREATE TABLE public.tree (
    id integer CONSTRAINT tree_id_not_null NOT NULL,
    up integer
) PARTITION BY RANGE (id);
CREATE TABLE public.tree_1 (
    id integer CONSTRAINT tree_id_not_null NOT NULL,
    up integer
) PARTITION BY RANGE (id);
CREATE TABLE public.tree_11 (
    id integer CONSTRAINT tree_id_not_null NOT NULL,
    up integer,
    CONSTRAINT tree_11_pkey PRIMARY KEY (id)
);
ALTER TABLE public.tree_1 ATTACH PARTITION public.tree_11 FOR VALUES FROM (0) TO (50);
CREATE TABLE public.tree_12 (
    id integer CONSTRAINT tree_id_not_null NOT NULL,
    up integer,
    CONSTRAINT tree_12_pkey PRIMARY KEY (id)
);
ALTER TABLE public.tree_1 ATTACH PARTITION public.tree_12 FOR VALUES FROM (50) TO (100);
CREATE TABLE public.tree_2 (
    id integer CONSTRAINT tree_id_not_null NOT NULL,
    up integer,
    CONSTRAINT tree_2_pkey PRIMARY KEY (id)
);
ALTER TABLE public.tree ATTACH PARTITION public.tree_2 FOR VALUES FROM (100) TO (200);
ALTER TABLE ONLY public.tree_1 ADD CONSTRAINT tree_1_pkey PRIMARY KEY (id);
ALTER INDEX public.tree_1_pkey ATTACH PARTITION public.tree_11_pkey;
ALTER INDEX public.tree_1_pkey ATTACH PARTITION public.tree_12_pkey;
ALTER TABLE public.tree ATTACH PARTITION public.tree_1 FOR VALUES FROM (0) TO (100);
ALTER TABLE ONLY public.tree ADD CONSTRAINT tree_pkey PRIMARY KEY (id);
ALTER INDEX public.tree_pkey ATTACH PARTITION public.tree_1_pkey;
ALTER INDEX public.tree_pkey ATTACH PARTITION public.tree_2_pkey;
ALTER TABLE public.tree ADD CONSTRAINT tree_up_fkey FOREIGN KEY (up) REFERENCES public.tree (id);
