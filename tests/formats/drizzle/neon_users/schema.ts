// versions: 0.31 1.0
// Tables of Neon: users_sync is referenced and not made.
import { sql } from 'drizzle-orm';
import { crudPolicy, authenticatedRole, anonymousRole, authUid, usersSync } from 'drizzle-orm/neon';
import { pgRole, pgTable, text, uuid } from 'drizzle-orm/pg-core';

export const admin = pgRole('admin_of_notes');
export const todos = pgTable('noted', { id: uuid().primaryKey(), userId: text('user_id').notNull(), synced: text('synced').references(() => usersSync.id) }, (t) => [
  ...crudPolicy({ role: admin, read: true, modify: false }),
  ...crudPolicy({ role: authenticatedRole, read: authUid(t.userId), modify: authUid(t.userId) }),
  ...crudPolicy({ role: anonymousRole, read: sql`true`, modify: null }).filter((it) => it !== undefined && it !== null),
]);
