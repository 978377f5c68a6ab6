// versions: 0.31 1.0
// tablesFilter and schemaFilter of the configuration.
import { integer, pgSchema, pgTable } from 'drizzle-orm/pg-core';

export const kept = pgTable('kept_one', { id: integer('id') });
export const skipped = pgTable('skipped_one', { id: integer('id') });
export const mine = pgSchema('mine');
export const inMine = mine.table('kept_two', { id: integer('id') });
export const foreign = pgSchema('foreign_schema');
export const inForeign = foreign.table('kept_three', { id: integer('id') });
