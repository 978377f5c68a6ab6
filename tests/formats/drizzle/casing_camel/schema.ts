// versions: 0.31
// casing: 'camelCase' in the configuration.
import { integer, pgTable, serial, text, unique } from 'drizzle-orm/pg-core';

export const things = pgTable('things', {
  id: serial().primaryKey(),
  first_name: text().unique(),
  LastName: text(),
  kept: text('kept_as_is'),
  some_other_thing: integer(),
}, (t) => [unique().on(t.first_name, t.some_other_thing)]);
