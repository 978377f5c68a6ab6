CREATE TABLE "embeddings" (
	"id" serial PRIMARY KEY NOT NULL,
	"embedding" vector(1536) NOT NULL,
	"half" halfvec(768),
	"sparse" sparsevec(5),
	"bits" bit(64)
);

CREATE INDEX "embedding_cosine" ON "embeddings" USING hnsw ("embedding" vector_cosine_ops);
CREATE INDEX "embedding_l2" ON "embeddings" USING hnsw ("embedding" vector_l2_ops) WITH (m=16,ef_construction=64);
CREATE INDEX "half_ip" ON "embeddings" USING hnsw ("half" halfvec_ip_ops);
CREATE INDEX "sparse_l2" ON "embeddings" USING hnsw ("sparse" sparsevec_l2_ops);
CREATE INDEX "bits_hamming" ON "embeddings" USING hnsw ("bits" bit_hamming_ops);
CREATE INDEX "embedding_lists" ON "embeddings" USING ivfflat ("embedding" vector_ip_ops) WITH (lists=100);
