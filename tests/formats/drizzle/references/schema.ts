// versions: 0.20 0.31 1.0
// references() with each action, to oneself, foreignKey() with one and more columns, with and without a name.
import { type AnyPgColumn, foreignKey, integer, pgTable, primaryKey, serial, text, uuid } from 'drizzle-orm/pg-core';

export const parents = pgTable('parents', { id: serial('id').primaryKey(), code: text('code').notNull().unique() });
export const pairs = pgTable('pairs', { a: integer('a').notNull(), b: integer('b').notNull() }, (t) => ({ pk: primaryKey({ columns: [t.a, t.b] }) }));

export const children = pgTable('children', {
  id: serial('id').primaryKey(),
  plain: integer('plain').references(() => parents.id),
  cascade: integer('cascade').notNull().references(() => parents.id, { onDelete: 'cascade', onUpdate: 'cascade' }),
  setNull: integer('set_null').references(() => parents.id, { onDelete: 'set null' }),
  setDefault: integer('set_default').default(1).references(() => parents.id, { onDelete: 'set default', onUpdate: 'set null' }),
  restrict: integer('restrict').references((): AnyPgColumn => parents.id, { onDelete: 'restrict', onUpdate: 'restrict' }),
  noAction: integer('no_action').references(() => { return parents.id; }, { onDelete: 'no action', onUpdate: 'no action' }),
  code: text('code').references(() => parents['code']),
  parent: integer('parent_id').references((): AnyPgColumn => children.id, { onDelete: 'cascade' }),
  later: uuid('later').references(() => laterTable.id),
  pairA: integer('pair_a'),
  pairB: integer('pair_b'),
  named: integer('named'),
  self: integer('self'),
}, (t) => ({
  pair: foreignKey({ columns: [t.pairA, t.pairB], foreignColumns: [pairs.a, pairs.b] }),
  pairNamed: foreignKey({ columns: [t.pairB, t.pairA], foreignColumns: [pairs.a, pairs.b], name: 'pair_fk' }).onDelete('cascade').onUpdate('no action'),
  named: foreignKey({ columns: [t.named], foreignColumns: [parents.id], name: 'Named FK' }).onDelete('set null'),
  self: foreignKey({ columns: [t.self], foreignColumns: [t.id] }).onUpdate('restrict'),
}));

export const laterTable = pgTable('later', { id: uuid('id').primaryKey().defaultRandom() });
