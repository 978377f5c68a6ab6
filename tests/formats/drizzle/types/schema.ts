// versions: 0.31 1.0
// Every column type with its options, with and without a name of its own.
import {
  bigint, bigserial, boolean, char, cidr, date, decimal, doublePrecision, inet, integer, interval, json, jsonb,
  macaddr, macaddr8, numeric, pgTable, real, serial, smallint, smallserial, text, time, timestamp, uuid, varchar,
} from 'drizzle-orm/pg-core';

export const numbers = pgTable('numbers', {
  serial: serial('serial'),
  smallserial: smallserial('small_serial'),
  bigserial: bigserial('big_serial', { mode: 'number' }),
  bigserial64: bigserial('big_serial_64', { mode: 'bigint' }),
  integer: integer('integer'),
  smallint: smallint('small_int').notNull(),
  bigint: bigint('big_int', { mode: 'number' }),
  bigint64: bigint('big_int_64', { mode: 'bigint' }),
  numeric: numeric('numeric'),
  numericPrecision: numeric('numeric_precision', { precision: 12 }),
  numericScale: numeric('numeric_scale', { precision: 12, scale: 4 }),
  decimal: decimal('decimal', { precision: 5, scale: 0 }),
  real: real('real'),
  doublePrecision: doublePrecision('double_precision'),
});

export const words = pgTable('words', {
  text: text('text'),
  textEnum: text('text_enum', { enum: ['one', 'two'] }),
  varchar: varchar('varchar'),
  varcharLength: varchar('varchar_length', { length: 191 }),
  varcharEnum: varchar('varchar_enum', { length: 8, enum: ['left', 'right'] }).notNull(),
  char: char('char'),
  charLength: char('char_length', { length: 2 }),
  uuid: uuid('uuid'),
  boolean: boolean('boolean'),
  json: json('json'),
  jsonb: jsonb('jsonb').$type<{ a: string; b?: number[] }>(),
  inet: inet('inet'),
  cidr: cidr('cidr'),
  macaddr: macaddr('macaddr'),
  macaddr8: macaddr8('macaddr8'),
});

export const times = pgTable('times', {
  date: date('date'),
  dateObject: date('date_object', { mode: 'date' }),
  dateString: date('date_string', { mode: 'string' }),
  time: time('time'),
  timePrecision: time('time_precision', { precision: 3 }),
  timeZone: time('time_zone', { withTimezone: true }),
  timeZonePrecision: time('time_zone_precision', { precision: 0, withTimezone: true }),
  timestamp: timestamp('timestamp'),
  timestampPrecision: timestamp('timestamp_precision', { precision: 3 }),
  timestampZone: timestamp('timestamp_zone', { withTimezone: true }),
  timestampString: timestamp('timestamp_string', { mode: 'string', precision: 6, withTimezone: true }),
  interval: interval('interval'),
  intervalPrecision: interval('interval_precision', { precision: 2 }),
  intervalFields: interval('interval_fields', { fields: 'day to hour' }),
  intervalSecond: interval('interval_second', { fields: 'second', precision: 3 }),
});
