// versions: 0.31 1.0
// Generated columns: SQL, text, functions of the table.
import { type SQL, sql } from 'drizzle-orm';
import { customType, index, integer, pgTable, text } from 'drizzle-orm/pg-core';

const tsvector = customType<{ data: string }>({
  dataType() {
    return 'tsvector';
  },
});

export const products = pgTable('products', {
  price: integer('price').notNull(),
  quantity: integer('quantity').notNull().default(1),
  title: text('title'),
  totalSql: integer('total_sql').generatedAlwaysAs(sql`price * quantity`),
  totalText: integer('total_text').generatedAlwaysAs('price + quantity' as never),
  totalFunction: integer('total_function').generatedAlwaysAs((): SQL => sql`${products.price} * ${products.quantity}`),
  label: text('label').notNull().generatedAlwaysAs((): SQL => sql`coalesce(${products.title}, '') || ' x'`, { mode: 'stored' }),
  search: tsvector('search').generatedAlwaysAs((): SQL => sql`to_tsvector('english', coalesce(${products.title}, ''))`),
}, (t) => [index('products_search').using('gin', t.search)]);
