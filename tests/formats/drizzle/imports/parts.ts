import { varchar } from 'drizzle-orm/pg-core';

export interface Shared { on: boolean }
export const shared: Shared = { on: !0 };
export const enum Sizes { Small = 1, Big = Small << 3 }
export const SIZE = Sizes.Big;
const parts = { slug: varchar('slug', { length: Math.max(10, 20) }).notNull(), ['dyn' + 'amic']: varchar('dyn') };
export default parts;
