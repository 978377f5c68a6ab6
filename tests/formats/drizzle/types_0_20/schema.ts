// versions: 0.20
// Column types of 0.20, where time and interval with options are quoted beyond use.
import {
  bigint, bigserial, boolean, char, cidr, date, decimal, doublePrecision, inet, integer, interval, json, jsonb,
  macaddr, macaddr8, numeric, pgEnum, pgSchema, pgTable, real, serial, smallint, smallserial, text, time, timestamp, uuid, varchar,
} from 'drizzle-orm/pg-core';

export const apart = pgSchema('apart');
export const level = pgEnum('level', ['low', 'high']);

export const numbers = apart.table('numbers', {
  serial: serial('serial').primaryKey(),
  smallserial: smallserial('small_serial'),
  bigserial: bigserial('big_serial', { mode: 'number' }),
  integer: integer('integer').default(1),
  smallint: smallint('small_int').notNull(),
  bigint: bigint('big_int', { mode: 'bigint' }),
  numeric: numeric('numeric', { precision: 12, scale: 4 }),
  decimal: decimal('decimal', { precision: 5 }),
  real: real('real'),
  doublePrecision: doublePrecision('double_precision'),
});
export const words = pgTable('words', {
  text: text('text', { enum: ['one', 'two'] }).default('one'),
  varchar: varchar('varchar', { length: 191 }).unique(),
  char: char('char', { length: 2 }),
  uuid: uuid('uuid').defaultRandom(),
  boolean: boolean('boolean').default(false),
  json: json('json').default({ a: 1 }),
  jsonb: jsonb('jsonb').$type<string[]>().default([]),
  inet: inet('inet'),
  cidr: cidr('cidr'),
  macaddr: macaddr('macaddr'),
  macaddr8: macaddr8('macaddr8'),
  level: level('level').notNull().default('low'),
  tags: text('tags').array(),
});
export const times = pgTable('times', {
  date: date('date', { mode: 'date' }).defaultNow(),
  time: time('time'),
  interval: interval('interval'),
  timestamp: timestamp('timestamp', { mode: 'string' }),
  timestampPrecision: timestamp('timestamp_precision', { precision: 3 }),
  timestampZone: timestamp('timestamp_zone', { withTimezone: true }).defaultNow(),
});
