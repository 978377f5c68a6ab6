// versions: 0.31
// The configuration names folders and patterns; a table reached twice is one table; what matches no pattern is none.
import { integer, pgTable } from 'drizzle-orm/pg-core';
import { b } from './b.schema';

export const a = pgTable('a', { id: integer('id').primaryKey(), b: integer('b').references(() => b.id) });
export { b };
