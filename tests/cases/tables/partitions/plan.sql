DROP TABLE public.t_rest;
CREATE TABLE public.t_2025 (
    id bigint CONSTRAINT t_id_not_null NOT NULL,
    at date CONSTRAINT t_at_not_null NOT NULL,
    kind text DEFAULT 'x'::text CONSTRAINT t_kind_not_null NOT NULL
) PARTITION BY LIST (kind);
CREATE TABLE public.t_2025_x (
    id bigint CONSTRAINT t_id_not_null NOT NULL,
    at date CONSTRAINT t_at_not_null NOT NULL,
    kind text DEFAULT 'x'::text CONSTRAINT t_kind_not_null NOT NULL,
    CONSTRAINT t_2025_x_pkey PRIMARY KEY (id, at, kind)
);
ALTER TABLE ONLY public.t ALTER COLUMN kind SET DEFAULT 'x'::text;
ALTER TABLE public.t_2024 ALTER COLUMN kind SET DEFAULT 'x'::text;
ALTER TABLE public.t ADD CONSTRAINT t_kind_not_null NOT NULL kind;
ALTER TABLE public.t_2024 ADD CONSTRAINT t_2024_pkey PRIMARY KEY (id, at, kind);
CREATE INDEX t_2024_kind_idx ON public.t_2024 USING btree (kind);
CREATE INDEX t_2025_x_kind_idx ON public.t_2025_x USING btree (kind);
ALTER TABLE public.t_2025 ATTACH PARTITION public.t_2025_x FOR VALUES IN ('x');
ALTER TABLE ONLY public.t_2025 ADD CONSTRAINT t_2025_pkey PRIMARY KEY (id, at, kind);
ALTER INDEX public.t_2025_pkey ATTACH PARTITION public.t_2025_x_pkey;
CREATE INDEX t_2025_kind_idx ON ONLY public.t_2025 USING btree (kind);
ALTER INDEX public.t_2025_kind_idx ATTACH PARTITION public.t_2025_x_kind_idx;
ALTER TABLE public.t ATTACH PARTITION public.t_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id, at, kind);
ALTER INDEX public.t_pkey ATTACH PARTITION public.t_2024_pkey;
ALTER INDEX public.t_pkey ATTACH PARTITION public.t_2025_pkey;
CREATE INDEX t_kind ON ONLY public.t USING btree (kind);
ALTER INDEX public.t_kind ATTACH PARTITION public.t_2024_kind_idx;
ALTER INDEX public.t_kind ATTACH PARTITION public.t_2025_kind_idx;
