// versions: 0.31 1.0
// Names beyond 63 bytes: of keys and indexes made up, of things named.
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgEnum, pgTable, primaryKey, serial, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';

export const aLongTableName = pgTable('a_table_with_a_rather_long_name', {
  id: serial('id').primaryKey(),
  aLongColumnName: text('a_column_with_a_rather_long_name').unique(),
  another: integer('another_long_column_name_of_it').notNull(),
  third: integer('third_column_of_it').references(() => secondTable.id),
  fourth: integer('fourth_column_of_it_with_an_even_longer_name'),
}, (t) => [
  index().on(t.another, t.aLongColumnName),
  uniqueIndex().on(t.third, t.another),
  unique().on(t.fourth, t.third),
  unique('a_name_of_a_unique_constraint_that_is_longer_than_sixty_three_bytes').on(t.third),
  check('a_name_of_a_check_constraint_that_is_longer_than_sixty_three_bytes_', sql`${t.another} > 0`),
  index('příliš_žluťoučký_kůň_úpěl_ďábelské_ódy_příliš_žluťoučký_kůň').on(t.third),
]);
export const secondTable = pgTable('second_table_with_a_rather_long_name', {
  id: serial('id').primaryKey(),
  first: integer('first_long_column_of_a_composite_key'),
  word: text('příliš_žluťoučký_kůň_úpěl_ďábelské_ódy').unique(),
});
export const linkTable = pgTable('link_table_between_two_other_tables_whose_name_is_long', {
  first: integer('first_long_column_of_a_composite_key').notNull(),
  second: integer('second_long_column_of_a_composite_key').notNull(),
}, (t) => [primaryKey({ columns: [t.first, t.second] })]);
export const lowerTable = pgTable('lower_table_with_a_rather_long_name', {
  id: integer('id').primaryKey(),
  up: integer('up').notNull(),
}, (t) => [foreignKey({ columns: [t.up], foreignColumns: [aLongTableName.id] })]);
export const longest = pgTable('a_table_whose_own_name_is_longer_than_the_sixty_three_bytes_of_names', {
  id: serial('id').primaryKey(),
  long: integer('a_column_whose_own_name_is_longer_than_the_sixty_three_bytes_of_it'),
});
export const longEnum = pgEnum('an_enum_whose_own_name_is_longer_than_the_sixty_three_bytes_of_names', ['a']);
