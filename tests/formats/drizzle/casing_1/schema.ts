// versions: 1.0
// 1.0: snakeCase and camelCase make tables, views and schemas; a casing in the configuration is not heard.
import { camelCase, index, integer, pgTable, serial, snakeCase, text, unique } from 'drizzle-orm/pg-core';

export const userAccounts = snakeCase.table('userAccounts', {
  id: serial().primaryKey(),
  firstName: text().notNull(),
  emailAddress: text().unique(),
  namedOne: text('keptAsIs'),
  homeURL: text(),
}, (t) => [index().on(t.firstName), unique().on(t.firstName, t.homeURL)]);

export const things = camelCase.table('things', {
  first_name: text(),
  user_id: integer().references(() => userAccounts.id),
});
const apart = snakeCase.schema('apart');
export { apart };
export const inApart = apart.table('inApart', { someColumn: integer().primaryKey() });
export const plain = pgTable('plain', { someColumn: integer() });
