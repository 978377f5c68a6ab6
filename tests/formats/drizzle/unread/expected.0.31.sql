CREATE TYPE "public"."word" AS ENUM('a');
CREATE TABLE "told" (
	"id" serial PRIMARY KEY NOT NULL,
	"region" text DEFAULT 'eu',
	"size" varchar(20),
	"at" integer DEFAULT 1,
	"known" text NOT NULL
);

CREATE TABLE "uses" (
	"id" integer PRIMARY KEY NOT NULL,
	"word" "word"
);
