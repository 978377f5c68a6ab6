// versions: 0.31 1.0
// Defaults that are JavaScript dates.
import { date, pgTable, timestamp } from 'drizzle-orm/pg-core';

export const dates = pgTable('dates', {
  day: date('day', { mode: 'date' }).default(new Date('2024-02-29')),
  stamp: timestamp('stamp').default(new Date('2024-02-29T12:34:56.789Z')),
  zoned: timestamp('zoned', { withTimezone: true }).default(new Date('2024-02-29T12:34:56Z')),
  precise: timestamp('precise', { precision: 3 }).default(new Date(Date.UTC(2024, 1, 29))),
  epoch: timestamp('epoch').default(new Date(0)),
});
