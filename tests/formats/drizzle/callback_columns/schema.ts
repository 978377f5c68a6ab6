// versions: 0.31 1.0
// Columns given as a function of the column builders.
import { pgTable, pgTableCreator } from 'drizzle-orm/pg-core';
import * as p from 'drizzle-orm/pg-core';

export const byFunction = pgTable('by_function', (t) => ({
  id: t.integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: t.varchar({ length: 256 }),
  createdAt: t.timestamp({ withTimezone: true }).defaultNow().notNull(),
}));
const create = pgTableCreator((name) => `t3_${name}`);
export const byCreator = create('post', (d) => ({
  id: d.integer().primaryKey(),
  author: d.varchar({ length: 255 }).notNull(),
}), (t) => [p.index('author_idx').on(t.author)]);
export const byNamespace = p.pgTable('by_namespace', { id: p.serial().primaryKey(), kind: p.text().notNull() });
