// versions: 0.20
// Indexes as 0.20 spells them: order and nulls belong to the index, not to its columns.
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const old = pgTable('old', {
  id: serial('id').primaryKey(),
  name: text('name'),
  age: integer('age'),
}, (table) => {
  return {
    name: index('old_name_idx').on(table.name),
    unnamed: index().on(table.age),
    pair: uniqueIndex('old_pair').on(table.name, table.age),
    sorted: index('old_sorted').on(table.name).desc(),
  };
});
