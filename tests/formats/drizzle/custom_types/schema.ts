// versions: 0.31 1.0
// customType in its forms: method, arrow, with a configuration, with a name or without.
import { sql } from 'drizzle-orm';
import { customType, index, pgTable, serial } from 'drizzle-orm/pg-core';

const citext = customType<{ data: string }>({
  dataType() {
    return 'citext';
  },
});
const bytea = customType<{ data: Buffer; default: false }>({
  dataType: () => 'bytea',
  toDriver: (value: Buffer) => value,
});
const decimalOf = customType<{ data: number; config: { precision?: number; scale?: number } }>({
  dataType(config) {
    if (config?.precision === undefined) {
      return 'numeric';
    }
    return config.scale !== undefined ? `numeric(${config.precision}, ${config.scale})` : `numeric(${config.precision})`;
  },
  fromDriver(value: unknown): number {
    return Number(value);
  },
});
const varbits = customType<{ data: string; config: { length: number }; configRequired: true }>({
  dataType(config) {
    return `bit varying(${config.length})`;
  },
});
export const tsvector = customType<{ data: string }>({ dataType: () => { return `tsvector`; } });
const range = (name: string) => customType<{ data: string }>({ dataType: () => 'tstzrange' })(name);

export const customs = pgTable('customs', {
  id: serial('id').primaryKey(),
  email: citext('email').notNull().unique(),
  content: bytea('content'),
  any: decimalOf('any'),
  precise: decimalOf('precise', { precision: 20 }),
  scaled: decimalOf('scaled', { precision: 20, scale: 8 }).notNull().default(1.5),
  bits: varbits('bits', { length: 12 }),
  words: tsvector('words'),
  valid: range('valid'),
  made: citext('made').default(sql`'x'`),
}, (t) => ({ words: index('customs_words').on(t.email) }));
