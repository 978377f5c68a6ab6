// versions: 0.31
// What 0.31 makes of array defaults with characters that arrays quote.
import { bigint, date, integer, jsonb, pgEnum, pgTable, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core';

export const mood = pgEnum('mood', ['sad', 'ok', 'not so happy']);

export const arrayDefaults = pgTable('array_defaults', {
  words: text().array().default(['two words', 'three, commas', '']),
  limited: varchar({ length: 12 }).array().default(['a', 'b']),
  nested: integer().array().array().default([[1, 2], [3, 4]]),
  nestedWords: text().array().array().default([['a', 'b c'], ['d', 'e']]),
  moods: mood().array().default(['sad', 'not so happy']),
  ids: uuid().array().default(['01234567-89ab-cdef-0123-456789abcdef']),
  bigs: bigint({ mode: 'bigint' }).array().default([1n, 2n]),
  days: date({ mode: 'date' }).array().default([new Date('2024-02-29')]),
  times: timestamp().array().default([new Date('2024-02-29T12:30:00.000Z')]),
  objects: jsonb().array().default([{ a: 1 }, { b: [1, 2] }]),
});
