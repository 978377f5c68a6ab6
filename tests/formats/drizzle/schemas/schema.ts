// versions: 0.31 1.0
// pgSchema: tables, enums, sequences, views and foreign keys across schemas; names that need quotes.
import { eq, sql } from 'drizzle-orm';
import { index, integer, pgEnum, pgSchema, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const auth = pgSchema('auth_schema');
export const odd = pgSchema('Odd Schema');

export const role = auth.enum('role', ['admin', 'member']);
export const numbers = auth.sequence('numbers', { startWith: 100, increment: 10 });

export const accounts = auth.table('accounts', {
  id: serial('id').primaryKey(),
  email: text('email').notNull().unique(),
  role: role('role').default('member').notNull(),
  roles: role('roles').array(),
}, (t) => [uniqueIndex('accounts_lower_email').on(sql`lower(${t.email})`), index().on(t.role)]);

export const members = odd.table('Members', {
  id: serial('id').primaryKey(),
  account: integer('account').references(() => accounts.id, { onDelete: 'cascade' }),
  role: role('Role'),
});

export const people = pgTable('people', {
  id: serial('id').primaryKey(),
  account: integer('account').notNull().references(() => accounts.id),
});

export const admins = auth.view('admins').as((qb) => qb.select().from(accounts).where(eq(accounts.role, 'admin')));
export const counts = odd.materializedView('Counts', { n: integer('n') }).as(sql`select count(*)::int as n from ${accounts}`);
