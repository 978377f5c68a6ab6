import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, stamp, timestamps } from '@db/shared';
import { users } from './users.js';

export const posts = pgTable('posts', {
  id,
  author: uuid('author').notNull().references(() => users.id, { onDelete: 'cascade' }),
  title: text('title').default('untitled'),
  ...timestamps,
});
const comments = pgTable('comments', {
  id,
  post: uuid('post').references(() => posts.id),
  at: timestamps.createdAt,
  seen: text('seen').default(stamp()),
});
export default comments;
export const hidden = pgTable('hidden', { id });
