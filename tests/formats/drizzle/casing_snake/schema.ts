// versions: 0.31
// casing: 'snake_case' in the configuration names what has no name of its own.
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, serial, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core';

export const userAccounts = pgTable('userAccounts', {
  id: serial().primaryKey(),
  firstName: text().notNull(),
  emailAddress: text().unique(),
  namedOne: text('keptAsIs').unique(),
  homeURL: text(),
  APIKey2: text(),
  parentId: integer(),
  createdAt: timestamp().defaultNow(),
}, (t) => [
  index().on(t.firstName, t.createdAt),
  uniqueIndex('byHome').on(t.homeURL),
  unique().on(t.firstName, t.homeURL),
  index('lowered').on(sql`lower(${t.firstName})`),
  index('partial').on(t.parentId).where(sql`${t.createdAt} is not null`),
  check('positive', sql`${t.parentId} > 0`),
  foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }),
]);
export const userGroups = pgTable('userGroups', {
  userId: integer().references(() => userAccounts.id, { onDelete: 'cascade' }),
  groupId: integer(),
}, (t) => [primaryKey({ columns: [t.userId, t.groupId] })]);
