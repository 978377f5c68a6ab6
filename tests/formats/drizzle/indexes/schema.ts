// versions: 0.31 1.0
// index and uniqueIndex: methods, operator classes, order, nulls, expressions, conditions, storage, names made up.
import { and, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgEnum, pgTable, serial, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const state = pgEnum('state', ['new', 'done']);

export const indexed = pgTable('indexed', {
  id: serial('id').primaryKey(),
  name: text('name'),
  email: text('email').notNull(),
  age: integer('age'),
  big: bigint('big', { mode: 'bigint' }),
  state: state('state'),
  active: boolean('active').default(true),
  data: jsonb('data'),
  tags: text('tags').array(),
  createdAt: timestamp('created_at'),
}, (t) => [
  index().on(t.name),
  index().on(t.name, t.age.desc()),
  uniqueIndex().on(t.email),
  index('plain').on(t.name),
  index('descending').on(t.createdAt.desc()),
  index('descending_last').on(t.createdAt.desc().nullsLast()),
  index('ascending_first').on(t.createdAt.asc().nullsFirst()),
  index('nulls_first').on(t.age.nullsFirst(), t.name.nullsLast()),
  index('concurrent').on(t.age).concurrently(),
  index('hash').using('hash', t.email),
  index('gin').using('gin', t.data),
  index('gin_path').using('gin', t.data.op('jsonb_path_ops')),
  index('gin_tags').using('gin', t.tags),
  index('brin').using('brin', t.createdAt).with({ pages_per_range: 32 }),
  index('pattern').on(t.name.op('text_pattern_ops'), t.age.asc()),
  index('fill').on(t.age).with({ fillfactor: 70 }),
  index('only').onOnly(t.age),
  index('expression').on(sql`lower(${t.name})`),
  index('expressions').on(sql`lower(${t.name})`, t.age, sql`(${t.age} + 1) desc`),
  index('expression_gin').using('gin', sql`to_tsvector('english', ${t.name})`),
  uniqueIndex('lower_email').on(sql`lower(${t.email})`),
  index('where_sql').on(t.age).where(sql`${t.active} is true`),
  uniqueIndex('where_text').on(t.name).where(sql`age is null or age > 10`),
  index('where_null').on(t.name).where(isNull(t.age)),
  index('where_and').on(t.name).where(sql`${t.age} > 18 and ${t.state} = 'new'`),
]);
