// versions: 0.31 1.0
// Primary and unique keys: of one column and more, named and not, nulls not distinct.
import { integer, pgTable, primaryKey, serial, text, unique, varchar } from 'drizzle-orm/pg-core';

export const single = pgTable('single', { id: integer('id').primaryKey(), code: text('code').unique() });
export const singleBuilder = pgTable('single_builder', { id: integer('id').notNull() }, (t) => [primaryKey({ columns: [t.id] })]);
export const singleNamed = pgTable('single_named', { id: integer('id') }, (t) => [primaryKey({ name: 'my_key', columns: [t.id] })]);
export const composite = pgTable('composite', { a: integer('a'), b: integer('b').notNull(), c: text() }, (t) => [primaryKey({ columns: [t.b, t.a] })]);
export const compositeNamed = pgTable('composite_named', { a: integer('a'), b: integer('b') }, (t) => [primaryKey({ name: 'Composite Key', columns: [t.a, t.b] })]);
export const quoted = pgTable('Quoted Table', { 'the id': serial('the id').primaryKey(), userName: text('userName').unique() });

export const uniques = pgTable('uniques', {
  id: serial('id').primaryKey(),
  plain: text('plain').unique(),
  named: text('named').unique('custom_name'),
  nulls: text('nulls').unique('nulls_name', { nulls: 'not distinct' }),
  distinct: text('distinct').unique('distinct_name', { nulls: 'distinct' }),
  unnamedNulls: text('unnamed_nulls').unique(undefined, { nulls: 'not distinct' }),
  a: varchar('a', { length: 10 }),
  b: varchar('b', { length: 10 }),
  c: integer('c'),
}, (t) => [
  unique().on(t.a, t.b),
  unique('named_pair').on(t.b, t.a),
  unique().on(t.c).nullsNotDistinct(),
  unique('triple').on(t.a, t.b, t.c).nullsNotDistinct(),
]);
