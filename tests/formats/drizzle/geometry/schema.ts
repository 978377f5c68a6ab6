// versions: 0.31 1.0
// The column type of the extension postgis.
import { geometry, pgTable, serial } from 'drizzle-orm/pg-core';

export const places = pgTable('places', {
  id: serial('id').primaryKey(),
  at: geometry('at', { type: 'point' }),
  tuple: geometry('tuple', { type: 'point', mode: 'tuple' }).notNull(),
  object: geometry('object', { type: 'point', mode: 'xy' }),
  wgs84: geometry('wgs84', { type: 'point', mode: 'xy', srid: 4326 }),
});
