CREATE TABLE public.r (
    k integer
);
CREATE TABLE public.t_3 (
    k integer CONSTRAINT t_k_not_null NOT NULL,
    n integer,
    CONSTRAINT third_pkey PRIMARY KEY (k)
);
ALTER TABLE public.t_1 ADD CONSTRAINT first_pkey PRIMARY KEY (k);
ALTER TABLE public.t_2 ADD CONSTRAINT second_pkey PRIMARY KEY (k);
CREATE INDEX t_1_n_idx ON public.t_1 USING btree (n);
CREATE INDEX t_1_n_idx1 ON public.t_1 USING btree (n DESC);
CREATE UNIQUE INDEX t_2_alone ON public.t_2 USING btree (k);
CREATE INDEX t_2_n_idx ON public.t_2 USING btree (n);
CREATE INDEX t_3_down ON public.t_3 USING btree (n DESC);
CREATE INDEX t_3_up ON public.t_3 USING btree (n);
ALTER TABLE public.t ATTACH PARTITION public.t_3 FOR VALUES IN (3);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (k);
ALTER INDEX public.t_pkey ATTACH PARTITION public.first_pkey;
ALTER INDEX public.t_pkey ATTACH PARTITION public.second_pkey;
ALTER INDEX public.t_pkey ATTACH PARTITION public.third_pkey;
CREATE INDEX t_n_down ON ONLY public.t USING btree (n DESC);
CREATE INDEX t_n_up ON ONLY public.t USING btree (n);
ALTER INDEX public.t_n_up ATTACH PARTITION public.t_1_n_idx;
ALTER INDEX public.t_n_down ATTACH PARTITION public.t_1_n_idx1;
ALTER INDEX public.t_n_down ATTACH PARTITION public.t_2_n_idx;
ALTER INDEX public.t_n_up ATTACH PARTITION public.t_2_own;
ALTER INDEX public.t_n_down ATTACH PARTITION public.t_3_down;
CREATE INDEX t_3_own ON public.t_3 USING btree (n);
ALTER INDEX public.t_n_up ATTACH PARTITION public.t_3_up;
ALTER TABLE public.r ADD CONSTRAINT r_k_fkey FOREIGN KEY (k) REFERENCES public.t (k);
