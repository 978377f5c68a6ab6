// versions: 0.31 1.0
// Helpers that make tables and columns: closures, defaults, rest arguments, generics, conditions, loops over constants.
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgEnum, pgTable, text, timestamp, uuid, varchar, type PgColumnBuilderBase } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const refs = (name: string, to: () => any, options: { onDelete?: 'cascade' | 'set null' } = { onDelete: 'cascade' }) => uuid(name).references(to, options);
const languages = ['en', 'de', 'cs'] as const;
const translated = Object.fromEntries(languages.map((it) => [`title_${it}`, text(`title_${it}`)])) as Record<string, ReturnType<typeof text>>;
const entries = Object.entries({ width: 1, height: 2 }).reduce((all, [key, value]) => ({ ...all, [key]: integer(key).default(value) }), {} as Record<string, PgColumnBuilderBase>);

function entity<T extends Record<string, PgColumnBuilderBase>>(name: string, columns: T, ...more: string[]) {
  return pgTable(name, {
    id: uuid('id').primaryKey().defaultRandom(),
    ...columns,
    createdAt: at('created_at').defaultNow().notNull(),
    ...(more.length > 0 && { extra: jsonb('extra').default(more) }),
  }, (t) => [index(`${name}_created_idx`).on(t.createdAt)]);
}
const oneOf = (column: any, values: readonly string[]) => check(`${column.name}_one_of`, sql`${column} in (${sql.raw(values.map((it) => `'${it}'`).join(', '))})`);
const status = <T extends string>(values: readonly [T, ...T[]]) => varchar('status', { enum: values, length: Math.max(...values.map((it) => it.length)) }).$type<T>();

export const owners = entity('owners', { name: text('name') });
export const things = entity('things', { owner: refs('owner_id', () => owners.id), keeper: refs('keeper_id', () => owners.id, { onDelete: 'set null' }), ...translated, ...entries }, 'a', 'b');
export const states = pgTable('states', { status: status(['on', 'off', 'unknown']).notNull().default('on'), kind: text('kind') }, (t) => [oneOf(t.kind, ['x', 'y'])]);
export const kinds = { small: pgEnum('small_kind', ['s']), big: pgEnum('big_kind', ['b', 'bb']) };
export const big = kinds.big;
export const usesKind = pgTable('uses_kind', { big: big('big').default(big.enumValues[1]) });
const cache = new Map([['a', 1], ['b', 2]]);
export const mapped = pgTable('mapped', { a: integer('a').default(cache.get('b')!), n: integer('n').default(cache.size) });
export const made = (() => { const columns: Record<string, any> = {}; for (const name of ['p', 'q']) columns[name] = text(name); return pgTable('made', columns); })();
