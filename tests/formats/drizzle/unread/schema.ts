// versions: 0.31
// What cannot be told without running the program is said so, and nothing else is lost.
import { readFileSync } from 'node:fs';
import { integer, pgEnum, pgTable, serial, text, varchar } from 'drizzle-orm/pg-core';

export const told = pgTable('told', {
  id: serial('id').primaryKey(),
  region: text('region').default(process.env.WITNESS_REGION ?? 'eu'),
  size: varchar('size', { length: Number(process.env.WITNESS_SIZE ?? 20) }),
  at: integer('at').default(Math.random() < 2 ? 1 : 2),
  known: text('known').notNull(),
});
const words = readFileSync('schema.ts', 'utf8').split('\n').slice(0, 1).map(() => 'a');
export const word = pgEnum('word', words as [string, ...string[]]);
export const uses = pgTable('uses', { id: integer('id').primaryKey(), word: word('word') });
