// versions: 1.0
// 1.0: pgTable.withRLS.
import { integer, pgSchema, pgTable } from 'drizzle-orm/pg-core';

export const secured = pgTable.withRLS('secured', { id: integer() });
export const apart = pgSchema('apart');
export const securedApart = apart.table.withRLS('secured', { id: integer() });
