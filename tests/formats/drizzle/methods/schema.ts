// versions: 0.20 0.31
// Methods that say nothing to the database, repeated and in any order.
import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, serial, text, timestamp } from 'drizzle-orm/pg-core';

type Level = 'a' | 'b';
export const methods = pgTable('methods', {
  id: serial('id').notNull().primaryKey(),
  typed: text('typed').$type<Level>().notNull().default('a' satisfies Level),
  asserted: text('asserted').default('b' as Level).$type<Level>(),
  nonNull: integer('non_null').default(LIMIT()!),
  parenthesised: (text('parenthesised').notNull()),
  late: boolean('late').$defaultFn(() => Math.random() > 0.5).notNull(),
  last: timestamp('last').default(sql`now()`).default(sql`'epoch'`),
});
function LIMIT() {
  return 5;
}
export type Method = typeof methods.$inferSelect;
export const columnName = methods.typed.name;
export const notATable = { name: 'x' };
export default methods;
