import { integer, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core';

export const users = pgTable('users', { id: serial().primaryKey(), invitedBy: integer('invited_by') });
export const posts = pgTable('posts', { id: serial().primaryKey(), authorId: integer('author_id').references(() => users.id) });
export const tags = pgTable('tags', { id: serial().primaryKey(), label: text() });
export const postsToTags = pgTable('posts_to_tags', {
  postId: integer('post_id').references(() => posts.id),
  tagId: integer('tag_id').references(() => tags.id),
}, (t) => [primaryKey({ columns: [t.postId, t.tagId] })]);
