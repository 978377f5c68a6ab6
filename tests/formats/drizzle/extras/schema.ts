// versions: 0.31 1.0
// The third argument of pgTable: none, object, array, block with statements, conditional entries.
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';

const columns = { id: integer('id').notNull(), name: text('name'), other: integer('other') };
const common = (t: any) => [index('common_' + 'name').on(t.name)];

export const none = pgTable('none', columns);
export const object = pgTable('object', columns, (t) => ({ pk: primaryKey({ columns: [t.id] }), u: unique().on(t.name), i: index('object_i').on(t.other) }));
export const array = pgTable('array', columns, (t) => [primaryKey({ columns: [t.id] }), unique().on(t.name), index('array_i').on(t.other)]);
export const block = pgTable('block', columns, (t) => {
  const name = 'block_i';
  return [index(name).on(t.other), check('block_check', sql`${t.other} > 0`)];
});
export const destructured = pgTable('destructured', columns, ({ name, other }) => [uniqueIndex('destructured_u').on(name, other)]);
export const fn = pgTable('fn', columns, function (self) {
  return { a: index('fn_a').on(self.name), f: foreignKey({ columns: [self.other], foreignColumns: [object.id] }) };
});
export const empty = pgTable('empty', columns, () => []);
export const property = pgTable('property', columns, (t) => [index('property_i').on(t['other'])]);
