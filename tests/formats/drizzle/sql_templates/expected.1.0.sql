CREATE TABLE "templates" (
	"id" integer DEFAULT 1 + 1,
	"name" text DEFAULT 'raw',
	"kind" text DEFAULT upper('x'),
	"plain" text DEFAULT 'typed',
	"Cased Column" text,
	CONSTRAINT "kinds" CHECK ("kind" in ('a', 'b', 'c''d')),
	CONSTRAINT "raw_join" CHECK ("name" in ('a', 'b', 'c''d')),
	CONSTRAINT "nested" CHECK ("id" > 0 and "name" is not null),
	CONSTRAINT "identifier" CHECK ("Cased Column" <> ''),
	CONSTRAINT "empty" CHECK ("id" < 10)
);

CREATE INDEX "lowered" ON "templates" (lower("name"));
CREATE INDEX "cased" ON "templates" (("Cased Column" || "name"));
CREATE VIEW "named" AS (select name from "templates");
