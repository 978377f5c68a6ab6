// versions: 0.31 1.0
// pgView and pgMaterializedView of the query builder.
import { and, asc, count, desc, eq, gt, gte, ilike, inArray, isNotNull, isNull, like, lt, ne, not, or, sql } from 'drizzle-orm';
import { integer, pgMaterializedView, pgTable, pgView, serial, text, timestamp } from 'drizzle-orm/pg-core';

export const users = pgTable('users', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  city: integer('city_id').references(() => cities.id),
  removed: timestamp('removed_at'),
});
export const cities = pgTable('cities', { id: serial('id').primaryKey(), name: text('name') });

export const everything = pgView('everything').as((qb) => qb.select().from(users));
export const chosen = pgView('chosen').as((qb) => qb.select({ id: users.id, title: users.name }).from(users));
export const aliased = pgView('aliased').as((qb) => qb.select({ id: users.id, upper: sql<string>`upper(${users.name})`.as('upper_name') }).from(users));
export const filtered = pgView('filtered').as((qb) =>
  qb.select({ id: users.id }).from(users).where(and(isNull(users.removed), or(eq(users.city, 1), gt(users.id, 10), like(users.name, 'A%')))));
export const more = pgView('more').as((qb) =>
  qb.select({ id: users.id }).from(users).where(and(isNotNull(users.city), ne(users.name, "it's"), gte(users.id, 5), lt(users.id, 50), not(eq(users.id, 7)), inArray(users.city, [1, 2]), ilike(users.name, '%b%'))));
export const joined = pgView('joined').as((qb) =>
  qb.select({ id: users.id, cityName: sql<string>`${cities.name}`.as('city_name') }).from(users).leftJoin(cities, eq(users.city, cities.id)));
export const grouped = pgMaterializedView('grouped').as((qb) =>
  qb.select({ city: users.city, total: count().as('total') }).from(users).groupBy(users.city).orderBy(desc(users.city)));
export const limited = pgView('limited').as((qb) => qb.select({ name: users.name }).from(users).orderBy(asc(users.name), desc(users.id)).limit(10).offset(5));
export const distinct = pgView('distinct_names').as((qb) => qb.selectDistinct({ name: users.name }).from(users).where(sql`${users.name} is not null`));
