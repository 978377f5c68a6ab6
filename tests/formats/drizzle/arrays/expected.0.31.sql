CREATE TYPE "public"."mood" AS ENUM('sad', 'ok', 'happy');
CREATE TABLE "arrays" (
	"tags" text[],
	"required" text[] NOT NULL,
	"sized" integer[3],
	"matrix" integer[][],
	"grid" integer[3][4],
	"limited" varchar(16)[],
	"amounts" numeric(10, 2)[],
	"moods" "mood"[],
	"times" timestamp with time zone[],
	"ids" uuid[],
	"payloads" jsonb[],
	"empty" text[] DEFAULT '{}',
	"empty_after" text[] DEFAULT '{}'::text[] NOT NULL,
	"constructed" text[] DEFAULT ARRAY[]::text[],
	"words" text[] DEFAULT '{"one","two"}',
	"numbers" integer[] DEFAULT '{1,2,3}',
	"doubles" double precision[] DEFAULT '{0.5,-1}',
	"flags" boolean[] DEFAULT '{true,false}'
);
