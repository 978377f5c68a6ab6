CREATE TABLE "templates" (
	"id" integer DEFAULT 1 + 1,
	"name" text DEFAULT 'raw',
	"kind" text DEFAULT upper('x'),
	"plain" text DEFAULT 'typed',
	"Cased Column" text,
	CONSTRAINT "kinds" CHECK ("templates"."kind" in ('a', 'b', 'c''d')),
	CONSTRAINT "raw_join" CHECK ("templates"."name" in ('a', 'b', 'c''d')),
	CONSTRAINT "nested" CHECK ("templates"."id" > 0 and "templates"."name" is not null),
	CONSTRAINT "identifier" CHECK ("Cased Column" <> ''),
	CONSTRAINT "empty" CHECK ("templates"."id" < 10)
);

CREATE INDEX "lowered" ON "templates" USING btree (lower("name"));
CREATE INDEX "cased" ON "templates" USING btree (("Cased Column" || "name"));
CREATE VIEW "public"."named" AS (select name from "templates");
