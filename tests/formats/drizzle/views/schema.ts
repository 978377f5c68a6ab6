// versions: 0.31 1.0
// pgView and pgMaterializedView of SQL, with and without columns, options, existing ones.
import { sql } from 'drizzle-orm';
import { integer, pgMaterializedView, pgTable, pgView, serial, text, timestamp } from 'drizzle-orm/pg-core';

export const users = pgTable('users', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  cityId: integer('city_id'),
  createdAt: timestamp('created_at').defaultNow(),
});

export const named = pgView('named', { id: integer('id'), name: text('name') }).as(sql`select id, name from users where name <> ''`);
export const referenced = pgView('referenced', { id: integer('id'), name: text('name') }).as(sql`select ${users.id}, ${users.name} from ${users} where ${users.cityId} = 1`);
export const barrier = pgView('barrier', { id: integer() }).with({ checkOption: 'cascaded', securityBarrier: true, securityInvoker: true }).as(sql`select id from ${users}`);
export const local = pgView('local', { id: integer() }).with({ checkOption: 'local' }).as(sql`select id from ${users} where id > 10`);
export const existing = pgView('existing', { id: integer('id') }).existing();
export const material = pgMaterializedView('material', { id: integer('id') }).as(sql`select id from users`);
export const materialOptions = pgMaterializedView('material_options', { id: integer('id') })
  .using('heap')
  .with({ fillfactor: 90, autovacuumEnabled: false })
  .withNoData()
  .as(sql`select id from users`);
export const materialExisting = pgMaterializedView('material_existing', { id: integer('id') }).existing();
