// versions: 0.31 1.0
// Identity columns, always and by default, with sequence options.
import { bigint, integer, pgSchema, pgTable, smallint, text } from 'drizzle-orm/pg-core';

export const always = pgTable('always', { id: integer('id').primaryKey().generatedAlwaysAsIdentity(), name: text('name') });
export const byDefault = pgTable('by_default', { id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity() });
export const options = pgTable('options', {
  id: integer('id').generatedAlwaysAsIdentity({ name: 'custom_seq', startWith: 1000, increment: 5, minValue: 100, maxValue: 100000, cache: 20, cycle: true }),
  small: smallint('small').generatedByDefaultAsIdentity({ startWith: 7 }),
});
export const down = pgTable('down', { id: smallint('id').generatedByDefaultAsIdentity({ increment: -1, minValue: -100, maxValue: -1, startWith: -1 }) });
export const elsewhere = pgSchema('elsewhere');
export const inSchema = elsewhere.table('in_schema', { id: integer().generatedAlwaysAsIdentity() });
