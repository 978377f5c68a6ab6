// versions: 0.31 1.0
// check() with references, strings, raw SQL.
import { sql } from 'drizzle-orm';
import { check, integer, pgSchema, pgTable, text } from 'drizzle-orm/pg-core';

const MAX = 150;
export const checked = pgTable('checked', {
  age: integer('age').notNull(),
  name: text('name'),
  kind: text('kind', { enum: ['a', 'b'] }),
}, (t) => [
  check('age_check', sql`${t.age} > 21`),
  check('age_max', sql`${t.age} <= ${sql.raw(String(MAX))}`),
  check('name_length', sql`char_length(${t.name}) between 1 and 100 and ${t.name} <> 'it''s'`),
  check('kinds', sql`${t.kind} in ('a', 'b')`),
  check('both', sql`(${t.age} is null) = (${t.name} is null)`),
  check('Quoted Name', sql`name is not null or age > 1`),
]);
export const apart = pgSchema('apart');
export const checkedApart = apart.table('checked', { age: integer('age') }, (t) => ({ c: check('apart_age', sql`${t.age} >= 0`) }));
