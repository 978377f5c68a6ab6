// versions: 1.0
// Arrays as 1.0 spells them.
import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, integer, jsonb, numeric, pgEnum, pgTable, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core';

export const mood = pgEnum('mood', ['sad', 'ok', 'happy']);

export const arrays = pgTable('arrays', {
  tags: text().array(),
  required: text().array().notNull(),
  matrix: integer().array('[][]'),
  cube: integer().array('[][][]'),
  limited: varchar({ length: 16 }).array(),
  amounts: numeric({ precision: 10, scale: 2 }).array('[]'),
  moods: mood().array(),
  times: timestamp({ withTimezone: true }).array(),
  ids: uuid().array(),
  payloads: jsonb().array(),
  empty: text().array().default([]),
  emptyMatrix: integer().array('[][]').default([]),
  cast: text().array().notNull().default(sql`'{}'::text[]`),
  constructed: text().array().default(sql`ARRAY[]::text[]`),
  words: text().array().default(['one', 'two words', 'three, commas', 'quo"te', "apo'strophe", 'back\\slash', '']),
  numbers: integer().array().default([1, 2, 3]),
  bigs: bigint({ mode: 'bigint' }).array().default([1n, 9007199254740993n]),
  nested: integer().array('[][]').default([[1, 2], [3, 4]]),
  doubles: doublePrecision().array().default([0.5, -1]),
  flags: boolean().array().default([true, false]),
  happy: mood().array().default(['happy', 'ok']),
});
