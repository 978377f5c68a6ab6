// versions: 1.0
// Conditions of the operator functions: 1.0 writes their values into the statement.
import { and, between, eq, gt, inArray, isNotNull, like, ne, not, or, sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgEnum, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const state = pgEnum('state', ['new', 'done']);

export const conditions = pgTable('conditions', {
  name: text(),
  age: integer(),
  state: state(),
  active: boolean(),
  at: timestamp(),
}, (t) => [
  index('where_eq').on(t.name).where(eq(t.state, 'new')),
  index('where_bool').on(t.name).where(eq(t.active, true)),
  index('where_and').on(t.name).where(and(gt(t.age, 18), ne(t.name, "it's"), isNotNull(t.at))),
  index('where_or').on(t.name).where(or(eq(t.age, 1), eq(t.age, 2))),
  uniqueIndex('where_in').on(t.name).where(inArray(t.state, ['new', 'done'])),
  index('where_between').on(t.name).where(between(t.age, 1, 9)),
  index('where_not').on(t.name).where(not(like(t.name, 'x%'))),
  index('where_template').on(t.name).where(sql`${t.age} > ${18} and ${t.name} <> ${"o'clock"}`),
  check('adult', gt(t.age, 17)),
  check('limits', sql`${t.age} between ${0} and ${150}`),
]);
