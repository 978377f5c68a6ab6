CREATE TABLE "array" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer,
	CONSTRAINT "array_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "array_name_unique" UNIQUE("name")
);

CREATE TABLE "block" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer,
	CONSTRAINT "block_check" CHECK ("block"."other" > 0)
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
	"id" integer NOT NULL,
	"name" text,
	"other" integer,
	CONSTRAINT "object_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "object_name_unique" UNIQUE("name")
);

CREATE TABLE "property" (
	"id" integer NOT NULL,
	"name" text,
	"other" integer
);

ALTER TABLE "fn" ADD CONSTRAINT "fn_other_object_id_fk" FOREIGN KEY ("other") REFERENCES "public"."object"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "array_i" ON "array" USING btree ("other");
CREATE INDEX "block_i" ON "block" USING btree ("other");
CREATE UNIQUE INDEX "destructured_u" ON "destructured" USING btree ("name","other");
CREATE INDEX "fn_a" ON "fn" USING btree ("name");
CREATE INDEX "object_i" ON "object" USING btree ("other");
CREATE INDEX "property_i" ON "property" USING btree ("other");
