// versions: 0.31 1.0
// What sql makes: raw text, identifiers, joins, nested templates, columns and tables.
import { getTableName, SQL, sql } from 'drizzle-orm';
import { check, index, integer, pgTable, pgView, text } from 'drizzle-orm/pg-core';

const kinds = ['a', 'b', "c'd"];
const literal = (value: string) => sql.raw(`'${value.replaceAll("'", "''")}'`);
const lower = (column: unknown): SQL => sql`lower(${column})`;
const positive = (column: unknown) => sql`${column} > 0`;

export const templates = pgTable('templates', {
  id: integer('id').default(sql.raw('1 + 1')),
  name: text('name').default(sql`${sql.raw("'raw'")}`),
  kind: text('kind').default(sql`upper(${literal('x')})`),
  plain: text('plain').default(sql<string>`'typed'`),
  cased: text('Cased Column'),
}, (t) => [
  check('kinds', sql`${t.kind} in (${sql.join(kinds.map((it) => literal(it)), sql`, `)})`),
  check('raw_join', sql`${t.name} in (${sql.raw(kinds.map((it) => `'${it.replace(/'/g, "''")}'`).join(', '))})`),
  check('nested', sql`${positive(t.id)} and ${sql`${t.name} is not null`}`),
  check('identifier', sql`${sql.identifier('Cased Column')} <> ''`),
  check('empty', sql`${sql.empty()}${t.id} < 10${sql.empty()}`),
  index('lowered').on(lower(t.name)),
  index('cased').on(sql`(${t.cased} || ${t.name})`),
]);
export const named = pgView('named', { name: text('name') }).as(sql`select name from ${sql.identifier(getTableName(templates))}`);
