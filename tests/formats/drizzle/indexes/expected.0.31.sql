CREATE TYPE "public"."state" AS ENUM('new', 'done');
CREATE TABLE "indexed" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"age" integer,
	"big" bigint,
	"state" "state",
	"active" boolean DEFAULT true,
	"data" jsonb,
	"tags" text[],
	"created_at" timestamp
);

CREATE INDEX "indexed_name_index" ON "indexed" USING btree ("name");
CREATE INDEX "indexed_name_age_index" ON "indexed" USING btree ("name","age" DESC NULLS LAST);
CREATE UNIQUE INDEX "indexed_email_index" ON "indexed" USING btree ("email");
CREATE INDEX "plain" ON "indexed" USING btree ("name");
CREATE INDEX "descending" ON "indexed" USING btree ("created_at" DESC NULLS LAST);
CREATE INDEX "descending_last" ON "indexed" USING btree ("created_at" DESC NULLS LAST);
CREATE INDEX "ascending_first" ON "indexed" USING btree ("created_at" NULLS FIRST);
CREATE INDEX "nulls_first" ON "indexed" USING btree ("age" NULLS FIRST,"name");
CREATE INDEX CONCURRENTLY "concurrent" ON "indexed" USING btree ("age");
CREATE INDEX "hash" ON "indexed" USING hash ("email");
CREATE INDEX "gin" ON "indexed" USING gin ("data");
CREATE INDEX "gin_path" ON "indexed" USING gin ("data" jsonb_path_ops);
CREATE INDEX "gin_tags" ON "indexed" USING gin ("tags");
CREATE INDEX "brin" ON "indexed" USING brin ("created_at") WITH (pages_per_range=32);
CREATE INDEX "pattern" ON "indexed" USING btree ("name" text_pattern_ops,"age");
CREATE INDEX "fill" ON "indexed" USING btree ("age") WITH (fillfactor=70);
CREATE INDEX "only" ON "indexed" USING btree ("age");
CREATE INDEX "expression" ON "indexed" USING btree (lower("name"));
CREATE INDEX "expressions" ON "indexed" USING btree (lower("name"),"age",("age" + 1) desc);
CREATE INDEX "expression_gin" ON "indexed" USING gin (to_tsvector('english', "name"));
CREATE UNIQUE INDEX "lower_email" ON "indexed" USING btree (lower("email"));
CREATE INDEX "where_sql" ON "indexed" USING btree ("age") WHERE "indexed"."active" is true;
CREATE UNIQUE INDEX "where_text" ON "indexed" USING btree ("name") WHERE age is null or age > 10;
CREATE INDEX "where_null" ON "indexed" USING btree ("name") WHERE "indexed"."age" is null;
CREATE INDEX "where_and" ON "indexed" USING btree ("name") WHERE "indexed"."age" > 18 and "indexed"."state" = 'new';
