// versions: 0.31 1.0
// Defaults of every type and JavaScript value; functions that give the database none.
import { sql } from 'drizzle-orm';
import {
  bigint, boolean, char, date, doublePrecision, integer, interval, json, jsonb, numeric, pgEnum, pgTable, real, smallint,
  text, time, timestamp, uuid, varchar,
} from 'drizzle-orm/pg-core';

export const mood = pgEnum('mood', ['sad', "it's ok"]);
const LIMIT = 10;
const words = { hello: 'hello' } as const;

export const defaults = pgTable('defaults', {
  integer: integer('integer').default(0),
  negative: integer('negative').default(-1),
  computed: integer('computed').default(60 * 60 * 24),
  constant: smallint('constant').default(LIMIT),
  separated: integer('separated').default(1_000_000),
  hexadecimal: integer('hexadecimal').default(0xff),
  bigNumber: bigint('big_number', { mode: 'number' }).default(1e3),
  numericText: numeric('numeric_text', { precision: 10, scale: 2 }).default('0.00'),
  numericSql: numeric('numeric_sql').default(sql`1.5`),
  real: real('real').default(0.1),
  double: doublePrecision('double').default(-1.5),
  text: text('text').default('text'),
  empty: text('empty').default(''),
  quoted: text('quoted').default("it's \"quoted\""),
  template: text('template').default(`a${LIMIT}b`),
  newline: text('newline').default('one\ntwo\tthree'),
  backslash: text('backslash').default('a\\b'),
  unicode: text('unicode').default('žluť \u{1F600}'),
  word: varchar('word', { length: 20 }).default(words.hello),
  char: char('char', { length: 2 }).default('de'),
  yes: boolean('yes').default(true).notNull(),
  no: boolean('no').default(false),
  notNo: boolean('not_no').default(!false),
  json: json('json').default({ a: 1, nested: { list: [1, 'two', null, true] } }),
  jsonb: jsonb('jsonb').default({}),
  jsonbArray: jsonb('jsonb_array').default([]),
  jsonbSql: jsonb('jsonb_sql').default(sql`'{"a": 1}'::jsonb`),
  jsonbTyped: jsonb('jsonb_typed').$type<string[]>().default(['a', 'b']),
  uuid: uuid('uuid').defaultRandom(),
  uuidSql: uuid('uuid_sql').default(sql`gen_random_uuid()`),
  dateNow: date('date_now').defaultNow(),
  dateText: date('date_text').default('2024-02-29'),
  timeNow: time('time_now').defaultNow(),
  timeText: time('time_text').default('12:34:56'),
  stamp: timestamp('stamp').defaultNow().notNull(),
  stampSql: timestamp('stamp_sql').default(sql`now()`),
  stampCurrent: timestamp('stamp_current', { withTimezone: true }).default(sql`CURRENT_TIMESTAMP`),
  stampExpression: timestamp('stamp_expression').default(sql`(now() at time zone 'utc'::text)`),
  stampAhead: timestamp('stamp_ahead').default(sql`now() + interval '1 day'`),
  stampText: timestamp('stamp_text', { mode: 'string' }).default('2024-02-29 12:00:00'),
  interval: interval('interval').default('1 day'),
  mood: mood('mood').default("it's ok"),
  sqlNull: text('sql_null').default(sql`NULL`),
  client: text('client').$default(() => 'client').notNull(),
  clientFunction: text('client_function').$defaultFn(() => crypto.randomUUID()),
  updated: timestamp('updated').$onUpdate(() => new Date()),
  updatedFunction: timestamp('updated_function').$onUpdateFn(() => new Date()).notNull().defaultNow(),
});
