// versions: 0.31 1.0
// Columns without a name of their own take their property's, option objects come first.
import {
  bigint, bigserial, bit, boolean, char, date, decimal, doublePrecision, inet, integer, interval, jsonb, line, numeric,
  pgTable, point, serial, text, time, timestamp, uuid, varchar,
} from 'drizzle-orm/pg-core';

export const unnamed = pgTable('unnamed', {
  id: serial().primaryKey(),
  bigId: bigserial({ mode: 'bigint' }),
  bigNumber: bigint({ mode: 'number' }),
  numericNumber: numeric({ mode: 'number', precision: 9, scale: 2 }),
  numericBig: numeric('numeric_big', { mode: 'bigint' }),
  numericString: decimal({ mode: 'string' }),
  doubled: doublePrecision(),
  first_name: text(),
  lastName: varchar({ length: 80 }),
  code: char({ length: 3, enum: ['abc', 'def'] }),
  'odd name': text(),
  bornOn: date({ mode: 'date' }),
  wakesAt: time({ precision: 1 }),
  createdAt: timestamp({ withTimezone: true, mode: 'string' }),
  lasts: interval({ fields: 'minute to second', precision: 4 }),
  address: inet(),
  flag: boolean(),
  payload: jsonb(),
  externalId: uuid(),
  pointTuple: point(),
  pointObject: point({ mode: 'xy' }),
  pointNamed: point('point_named', { mode: 'tuple' }),
  lineTuple: line(),
  lineObject: line({ mode: 'abc' }),
  bits: bit({ dimensions: 8 }),
});
