// versions: 0.31
// Ways to import, name and export.
import { pgTable as table, text as words, integer as int } from 'drizzle-orm/pg-core';
import * as pg from 'drizzle-orm/pg-core';
import * as orm from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import parts, { shared as common, type Shared } from './parts';
import * as everything from './parts';
const { serial, boolean: bool } = pg;

const users = table('users', { id: serial('id').primaryKey(), name: words('name'), on: bool('on').default(common.on) });
let posts = pg.pgTable('posts', { id: pg.serial('id').primaryKey(), size: int('size').default(everything.SIZE), made: pg.timestamp('made').default(orm.sql`now()`), ...parts }), later;
const renamed = table('renamed', { id: int('id').references(() => users.id) });
export { users, posts, renamed as other };
export default renamed;
export var old = table('old', { id: int() }), older = table('older', { id: int() });
export const tables: Record<string, PgTable> = { inner: table('inner_only', { id: int() }) };
export const [first, second] = [table('first', { id: int() }), table('second', { id: int() })];
export const { picked } = { picked: table('picked', { id: int() }) };
export type { Shared };
