import { type AnyPgColumn, index, integer, pgTable, serial, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { base, id, label, money, named, softDelete, timestamps } from './shared';
import { posts } from './posts';

export const users = pgTable('users', {
  ...base,
  email: label('email', { unique: true, length: 255 }),
  nick: label('nick'),
  balance: money('balance'),
  credit: money('credit', false),
  ...named('mother'),
  favourite: uuid('favourite').references((): AnyPgColumn => posts.id),
}, (table) => {
  const made = [index('users_nick').on(table.nick)];
  return [...made, uniqueIndex().on(table.email, table.deletedAt)];
});

const commonColumns = { id: serial('id').primaryKey(), note: text('note') };
export const first = pgTable('first', { ...commonColumns, ...timestamps });
export const second = pgTable('second', { ...commonColumns, note: text('note').notNull(), extra: integer('extra') });
export const third = pgTable('third', { id, ...softDelete, ...(true ? { chosen: text('chosen') } : {}) });
