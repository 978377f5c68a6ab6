CREATE SCHEMA ext;
CREATE EXTENSION vector WITH SCHEMA ext;
COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';
ALTER TABLE public.t ADD COLUMN v ext.vector(3);
CREATE INDEX t_v ON public.t USING hnsw (v ext.vector_cosine_ops) WITH (m=8);
