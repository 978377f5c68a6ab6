import { sql } from 'drizzle-orm';
import { integer, text, timestamp, uuid, varchar, type PgTableExtraConfigValue } from 'drizzle-orm/pg-core';
import * as pg from 'drizzle-orm/pg-core';

export const id = uuid('id').primaryKey().defaultRandom();
export const timestamps = {
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).$onUpdate(() => new Date()),
};
export const softDelete = { deletedAt: timestamp('deleted_at') } as const;
export const base = { id, ...timestamps, ...softDelete };
export const money = (name: string, required = true) => {
  const column = pg.numeric(name, { precision: 12, scale: 2 });
  return required ? column.notNull().default('0') : column;
};
export function label(name: string, { length = 100, unique = false }: { length?: number; unique?: boolean } = {}) {
  const column = varchar(name, { length });
  if (unique) {
    return column.notNull().unique();
  }
  return column;
}
export const named = <T extends string>(prefix: T) => ({
  [`${prefix}Name`]: text(`${prefix}_name`),
  [`${prefix}Age`]: integer(`${prefix}_age`).default(0),
});
export const stamp = () => sql`now()`;
