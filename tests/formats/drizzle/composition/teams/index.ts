import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { users } from '@/schema/users';
import { id } from '../schema/shared';

export const teams = pgTable('teams', { id, lead: uuid('lead').references(() => users.id) });
