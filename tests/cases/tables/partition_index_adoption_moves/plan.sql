DROP INDEX public.t_n;
CREATE TABLE public.r (
    k integer
);
ALTER TABLE public.u DETACH PARTITION public.u_2;
DROP INDEX public.u_n;
CREATE TABLE public.w_1_rest (
    k integer CONSTRAINT w_k_not_null NOT NULL,
    CONSTRAINT w_1_rest_pkey PRIMARY KEY (k)
);
ALTER TABLE public.w_1 ATTACH PARTITION public.w_1_rest DEFAULT;
ALTER TABLE ONLY public.w ADD CONSTRAINT w_pkey PRIMARY KEY (k);
ALTER TABLE ONLY public.w_1 ADD CONSTRAINT w_1_pkey PRIMARY KEY (k);
ALTER TABLE public.w_1_1 ADD CONSTRAINT w_1_1_pkey PRIMARY KEY (k);
ALTER INDEX public.w_1_pkey ATTACH PARTITION public.w_1_1_pkey;
ALTER INDEX public.w_1_pkey ATTACH PARTITION public.w_1_rest_pkey;
ALTER INDEX public.w_pkey ATTACH PARTITION public.w_1_pkey;
CREATE INDEX t_n ON ONLY public.t USING btree (n);
CREATE INDEX t_1_first ON public.t_1 USING btree (n);
ALTER INDEX public.t_n ATTACH PARTITION public.t_1_second;
CREATE INDEX u_n ON ONLY public.u USING btree (n);
CREATE INDEX u_1_n_idx ON public.u_1 USING btree (n);
ALTER INDEX public.u_n ATTACH PARTITION public.u_1_n_idx;
ALTER TABLE public.r ADD CONSTRAINT r_k_fkey FOREIGN KEY (k) REFERENCES public.w (k);
