// versions: 0.31
// Arrays as 0.x spells them: with and without size, of more than one dimension, with defaults.
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, integer, jsonb, numeric, pgEnum, pgTable, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core';

export const mood = pgEnum('mood', ['sad', 'ok', 'happy']);

export const arrays = pgTable('arrays', {
  tags: text('tags').array(),
  required: text('required').array().notNull(),
  sized: integer('sized').array(3),
  matrix: integer('matrix').array().array(),
  grid: integer('grid').array(3).array(4),
  limited: varchar('limited', { length: 16 }).array(),
  amounts: numeric('amounts', { precision: 10, scale: 2 }).array(),
  moods: mood('moods').array(),
  times: timestamp('times', { withTimezone: true }).array(),
  ids: uuid('ids').array(),
  payloads: jsonb('payloads').array(),
  empty: text('empty').array().default([]),
  emptyAfter: text('empty_after').array().notNull().default(sql`'{}'::text[]`),
  constructed: text('constructed').array().default(sql`ARRAY[]::text[]`),
  words: text('words').array().default(['one', 'two']),
  numbers: integer('numbers').array().default([1, 2, 3]),
  doubles: doublePrecision('doubles').array().default([0.5, -1]),
  flags: boolean('flags').array().default([true, false]),
});
