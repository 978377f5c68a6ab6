DROP INDEX public.t_n;
DROP INDEX public.u_n;
DROP INDEX public.x_2_other;
CREATE TABLE public.t_2 (
    k integer,
    n integer
);
ALTER TABLE public.t ATTACH PARTITION public.t_2 FOR VALUES IN (2);
CREATE TABLE public.u_2 (
    k integer,
    n integer
);
ALTER TABLE public.u ATTACH PARTITION public.u_2 FOR VALUES IN (2);
CREATE INDEX t_n ON ONLY public.t USING btree (n);
CREATE INDEX t_1_n_idx ON public.t_1 USING btree (n);
ALTER INDEX public.t_n ATTACH PARTITION public.t_1_n_idx;
CREATE INDEX u_n ON ONLY public.u USING btree (n);
ALTER INDEX public.w_n ATTACH PARTITION public.w_1_n;
CREATE INDEX x_2_n ON public.x_2 USING btree (n);
ALTER TABLE public.x ATTACH PARTITION public.x_2 FOR VALUES IN (2);
CREATE INDEX x_2_other ON public.x_2 USING btree (n);
