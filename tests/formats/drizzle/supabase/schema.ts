// versions: 0.31 1.0
// The helpers for Supabase: roles that exist, auth.users referenced and not made.
import { sql } from 'drizzle-orm';
import { foreignKey, pgPolicy, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { anonRole, authenticatedRole, authUid, authUsers, postgresRole, realtimeTopic, serviceRole, supabaseAuthAdminRole } from 'drizzle-orm/supabase';

export const profile = pgTable('profile', {
  id: uuid().primaryKey().notNull(),
  email: text().notNull(),
  owner: uuid('owner').references(() => authUsers.id, { onDelete: 'cascade' }),
}, (t) => [
  foreignKey({ columns: [t.id], foreignColumns: [authUsers.id], name: 'profile_id_fk' }).onDelete('cascade'),
  pgPolicy('select_own', { for: 'select', to: authenticatedRole, using: sql`${authUid} = ${t.id}` }),
  pgPolicy('select_anon', { for: 'select', to: [anonRole, serviceRole], using: sql`true` }),
  pgPolicy('admin', { to: supabaseAuthAdminRole, using: sql`auth.role() = 'service_role'` }),
]);
