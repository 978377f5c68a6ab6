// versions: 0.31 1.0
// Column types and indexes of the extension vector.
import { bit, halfvec, index, pgTable, serial, sparsevec, vector } from 'drizzle-orm/pg-core';

export const embeddings = pgTable('embeddings', {
  id: serial('id').primaryKey(),
  embedding: vector('embedding', { dimensions: 1536 }).notNull(),
  half: halfvec('half', { dimensions: 768 }),
  sparse: sparsevec({ dimensions: 5 }),
  bits: bit('bits', { dimensions: 64 }),
}, (table) => [
  index('embedding_cosine').using('hnsw', table.embedding.op('vector_cosine_ops')),
  index('embedding_l2').using('hnsw', table.embedding.asc().op('vector_l2_ops')).with({ m: 16, ef_construction: 64 }),
  index('half_ip').using('hnsw', table.half.op('halfvec_ip_ops')),
  index('sparse_l2').using('hnsw', table.sparse.op('sparsevec_l2_ops')),
  index('bits_hamming').using('hnsw', table.bits.op('bit_hamming_ops')),
  index('embedding_lists').using('ivfflat', table.embedding.op('vector_ip_ops')).with({ lists: 100 }),
]);
