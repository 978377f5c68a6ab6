CREATE INDEX CONCURRENTLY t_a ON public.t USING btree (a) WHERE (a > 0);
CREATE UNIQUE INDEX CONCURRENTLY t_b ON public.t USING btree (lower(b)) INCLUDE (a);
