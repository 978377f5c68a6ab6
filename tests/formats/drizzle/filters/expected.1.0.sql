CREATE SCHEMA "foreign_schema";

CREATE SCHEMA "mine";

CREATE TABLE "foreign_schema"."kept_three" (
	"id" integer
);

CREATE TABLE "mine"."kept_two" (
	"id" integer
);

CREATE TABLE "kept_one" (
	"id" integer
);

CREATE TABLE "skipped_one" (
	"id" integer
);
