// versions: 1.0
// Column types and modes that only 1.0 has.
import { bigint, bytea, jsonb, pgTable, serial, vector } from 'drizzle-orm/pg-core';

export const blobs = pgTable('blobs', {
  id: serial().primaryKey(),
  content: bytea().notNull(),
  digest: bytea('digest_sha256'),
  chunks: bytea().array(),
  big: bigint({ mode: 'string' }).default('9007199254740993'),
  bigLiteral: bigint({ mode: 'bigint' }).default(9007199254740993n),
  bigCalled: bigint({ mode: 'bigint' }).default(BigInt(0)),
  embedding: vector({ dimensions: 3 }).default([0, -2, 3.5]),
  settings: jsonb().default({ theme: "it's dark", on: true }),
});
