CREATE TABLE "array" (
	"id" integer PRIMARY KEY,
	"name" text UNIQUE,
	"other" integer
);

CREATE TABLE "block" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer,
	CONSTRAINT "block_check" CHECK ("other" > 0)
);

CREATE TABLE "destructured" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer
);

CREATE TABLE "empty" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer
);

CREATE TABLE "fn" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer
);

CREATE TABLE "none" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer
);

CREATE TABLE "object" (
	"id" integer PRIMARY KEY,
	"name" text UNIQUE,
	"other" integer
);

CREATE TABLE "property" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer
);

CREATE INDEX "array_i" ON "array" ("other");
CREATE INDEX "block_i" ON "block" ("other");
CREATE UNIQUE INDEX "destructured_u" ON "destructured" ("name","other");
CREATE INDEX "fn_a" ON "fn" ("name");
CREATE INDEX "object_i" ON "object" ("other");
CREATE INDEX "property_i" ON "property" ("other");
ALTER TABLE "fn" ADD CONSTRAINT "fn_other_object_id_fkey" FOREIGN KEY ("other") REFERENCES "object"("id");
