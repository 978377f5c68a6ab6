// versions: 0.31 1.0
// pgEnum of array literals, `as const` arrays, object values, TypeScript enums, spreads; unused and renamed ones.
import { pgEnum, pgTable, serial, text } from 'drizzle-orm/pg-core';

export const plain = pgEnum('plain', ['a', 'b', "it's", 'with space', 'Üml@ut']);

const LEVELS = ['low', 'middle', 'high'] as const;
export const level = pgEnum('level', LEVELS);
export const moreLevels = pgEnum('more_levels', [...LEVELS, 'extreme']);

export enum Color {
  Red = 'red',
  Green = 'green',
  Blue = `blue`,
}
export const color = pgEnum('color', Color);
export const colorValues = pgEnum('color_values', Object.values(Color) as [string, ...string[]]);

export const Status = { Active: 'active', Gone: 'gone', 'half-way': 'half way' } as const;
export const status = pgEnum('Status', Status);
export const statusKeys = pgEnum('status_keys', Object.keys(Status) as [string, ...string[]]);
export const statusNames = pgEnum('status_names', [Status.Active, Status['half-way']]);

export const mapped = pgEnum('mapped', LEVELS.map((it) => it.toUpperCase()) as [string, ...string[]]);
const prefix = 'v';
export const templated = pgEnum(`${prefix}_templated`, [`${prefix}1`, prefix + '2']);
export const concatenated = pgEnum('concatenated', ['first', ...Object.values(Status)]);
const notExported = pgEnum('not_exported', ['x']);

export const uses = pgTable('uses', {
  id: serial('id').primaryKey(),
  plain: plain('plain').default("it's"),
  level: level('level').notNull().default('middle'),
  levelUnnamed: level(),
  moreLevels: moreLevels().default(LEVELS[0]),
  color: color('color').default(Color.Green).notNull(),
  colorArray: color('color_array').array(),
  status: status('status').$type<'active' | 'gone'>().default('active'),
  statusKeys: statusKeys('status_keys'),
  statusNames: statusNames('status_names'),
  mapped: mapped('mapped').default('LOW'),
  templated: templated('templated').default('v2'),
  textLevel: text('text_level', { enum: LEVELS }).default(LEVELS[1]),
});
