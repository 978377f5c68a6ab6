// versions: 0.31 1.0
// pgSequence with every option.
import { sql } from 'drizzle-orm';
import { integer, pgSequence, pgTable } from 'drizzle-orm/pg-core';

export const plain = pgSequence('plain_seq');
export const options = pgSequence('options_seq', { startWith: 100, increment: 2, minValue: 100, maxValue: 10000, cache: 10, cycle: true });
export const strings = pgSequence('strings_seq', { startWith: '5', increment: '5', maxValue: '9223372036854775000' });
export const bigs = pgSequence('bigs_seq', { maxValue: 9007199254740993n });
export const down = pgSequence('down_seq', { increment: -1 });
export const downFrom = pgSequence('down_from_seq', { increment: -5, minValue: -100, maxValue: 100, startWith: 50 });

export const tickets = pgTable('tickets', {
  number: integer('number').notNull().default(sql`nextval('plain_seq')`),
});
