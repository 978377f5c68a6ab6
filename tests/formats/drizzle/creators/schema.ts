// versions: 0.20 0.31 1.0
// pgTableCreator with a prefix, by template, concatenation and function.
import { integer, pgTableCreator, serial, text } from 'drizzle-orm/pg-core';

const PREFIX = 'app';
export const createTable = pgTableCreator((name) => `${PREFIX}_${name}`);
const other = pgTableCreator(function (name) {
  return 'other_' + name.toLowerCase();
});

export const users = createTable('user', { id: serial('id').primaryKey(), name: text('name').unique() });
export const posts = createTable('post', { id: serial('id').primaryKey(), author: integer('author').references(() => users.id) });
export const logs = other('LOG', { id: serial('id').primaryKey() });
