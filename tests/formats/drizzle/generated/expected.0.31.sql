CREATE TABLE "products" (
	"price" integer NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"title" text,
	"total_sql" integer GENERATED ALWAYS AS (price * quantity) STORED,
	"total_text" integer GENERATED ALWAYS AS (price + quantity) STORED,
	"total_function" integer GENERATED ALWAYS AS ("products"."price" * "products"."quantity") STORED,
	"label" text GENERATED ALWAYS AS (coalesce("products"."title", '') || ' x') STORED NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', coalesce("products"."title", ''))) STORED
);

CREATE INDEX "products_search" ON "products" USING gin ("search");
