// versions: 0.31 1.0
// Queries that join a table with itself, use subqueries, groups, distinct columns.
import { avg, countDistinct, eq, exists, getTableColumns, gt, max, min, sql, sum } from 'drizzle-orm';
import { alias, integer, pgTable, pgView, QueryBuilder, serial, text, unionAll } from 'drizzle-orm/pg-core';

export const staff = pgTable('staff', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  boss: integer('boss_id'),
  pay: integer('pay'),
});
const bosses = alias(staff, 'bosses');

export const paired = pgView('paired').as((qb) =>
  qb.select({ id: staff.id, boss: sql<string>`${bosses.name}`.as('boss') }).from(staff).innerJoin(bosses, eq(staff.boss, bosses.id)));
export const totals = pgView('totals').as((qb) =>
  qb.select({ boss: staff.boss, most: max(staff.pay).as('most'), least: min(staff.pay).as('least'), all: sum(staff.pay).as('all_pay'), mean: avg(staff.pay).as('mean'), names: countDistinct(staff.name).as('names') })
    .from(staff).groupBy(staff.boss).having(({ most }) => sql`count(*) > 1`));
export const first = pgView('first').as((qb) => qb.selectDistinctOn([staff.boss], { boss: staff.boss, name: staff.name }).from(staff).orderBy(staff.boss, staff.name));
export const copied = pgView('copied').as((qb) => qb.select({ ...getTableColumns(staff) }).from(staff).where(gt(staff.pay, sql`(select avg(pay) from staff)`)));
export const built = pgView('built').as(new QueryBuilder().select({ id: staff.id }).from(staff));
