// versions: 0.31 1.0
// pgPolicy, pgRole, row-level security on and off, policies linked to tables.
import { sql } from 'drizzle-orm';
import { integer, pgPolicy, pgRole, pgSchema, pgTable, text } from 'drizzle-orm/pg-core';

export const app = pgRole('app_role', { createDb: true, createRole: false, inherit: true });
export const reader = pgRole('reader_role');
export const there = pgRole('there_role').existing();

export const posts = pgTable('posts', { id: integer('id').primaryKey(), owner: text('owner') }, (t) => [
  pgPolicy('everything'),
  pgPolicy('read', { as: 'permissive', for: 'select', to: reader, using: sql`true` }),
  pgPolicy('write', { as: 'restrictive', for: 'insert', to: [app, reader], withCheck: sql`${t.owner} = current_user` }),
  pgPolicy('change', { for: 'update', to: 'public', using: sql`owner = current_setting('app.user', true)`, withCheck: sql`owner is not null` }),
  pgPolicy('remove', { for: 'delete', to: 'current_user', using: sql`${t.id} > 0` }),
  pgPolicy('Quoted Policy', { for: 'all', to: there }),
]);
export const withoutPolicies = pgTable('without_policies', { id: integer('id') }).enableRLS();
export const open = pgTable('open', { id: integer('id') });
export const late = pgPolicy('late', { for: 'select', to: reader, using: sql`id > 1` }).link(open);
export const tenant = pgSchema('tenant');
export const notes = tenant.table('notes', { id: integer('id') }, () => [pgPolicy('all_notes', { to: app, using: sql`true` })]);
