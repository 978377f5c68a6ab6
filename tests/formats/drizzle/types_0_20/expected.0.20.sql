CREATE SCHEMA "apart";

DO $$ BEGIN
 CREATE TYPE "level" AS ENUM('low', 'high');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

CREATE TABLE IF NOT EXISTS "apart"."numbers" (
	"serial" serial PRIMARY KEY NOT NULL,
	"small_serial" "smallserial" NOT NULL,
	"big_serial" bigserial NOT NULL,
	"integer" integer DEFAULT 1,
	"small_int" smallint NOT NULL,
	"big_int" bigint,
	"numeric" numeric(12, 4),
	"decimal" numeric(5),
	"real" real,
	"double_precision" double precision
);

CREATE TABLE IF NOT EXISTS "times" (
	"date" date DEFAULT now(),
	"time" time,
	"interval" interval,
	"timestamp" timestamp,
	"timestamp_precision" timestamp (3),
	"timestamp_zone" timestamp with time zone DEFAULT now()
);

CREATE TABLE IF NOT EXISTS "words" (
	"text" text DEFAULT 'one',
	"varchar" varchar(191),
	"char" char(2),
	"uuid" uuid DEFAULT gen_random_uuid(),
	"boolean" boolean DEFAULT false,
	"json" json DEFAULT '{"a":1}'::json,
	"jsonb" jsonb DEFAULT '[]'::jsonb,
	"inet" "inet",
	"cidr" "cidr",
	"macaddr" "macaddr",
	"macaddr8" "macaddr8",
	"level" "level" DEFAULT 'low' NOT NULL,
	"tags" text[],
	CONSTRAINT "words_varchar_unique" UNIQUE("varchar")
);
