// versions: 0.31 1.0
// The helpers for Neon: crudPolicy in its forms.
import { sql } from 'drizzle-orm';
import { crudPolicy, authenticatedRole, anonymousRole, authUid } from 'drizzle-orm/neon';
import { pgRole, pgTable, text, uuid } from 'drizzle-orm/pg-core';

export const admin = pgRole('admin_role');
export const todos = pgTable('todos', { id: uuid().primaryKey(), userId: text('user_id').notNull() }, (t) => [
  ...crudPolicy({ role: admin, read: true, modify: false }),
  ...crudPolicy({ role: authenticatedRole, read: authUid(t.userId), modify: authUid(t.userId) }),
  ...crudPolicy({ role: anonymousRole, read: sql`true`, modify: null }).filter((it) => it !== undefined && it !== null),
]);
