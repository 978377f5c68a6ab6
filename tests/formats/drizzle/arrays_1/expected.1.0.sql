CREATE TYPE "mood" AS ENUM('sad', 'ok', 'happy');
CREATE TABLE "arrays" (
	"tags" text[],
	"required" text[] NOT NULL,
	"matrix" integer[][],
	"cube" integer[][][],
	"limited" varchar(16)[],
	"amounts" numeric(10,2)[],
	"moods" "mood"[],
	"times" timestamp with time zone[],
	"ids" uuid[],
	"payloads" jsonb[],
	"empty" text[] DEFAULT '{}'::text[],
	"emptyMatrix" integer[][] DEFAULT '{}'::integer[],
	"cast" text[] DEFAULT '{}'::text[] NOT NULL,
	"constructed" text[] DEFAULT ARRAY[]::text[],
	"words" text[] DEFAULT '{one,two words,"three, commas","quo\"te",apo''strophe,"back\\slash",""}'::text[],
	"numbers" integer[] DEFAULT '{1,2,3}'::integer[],
	"bigs" bigint[] DEFAULT '{1,9007199254740993}'::bigint[],
	"nested" integer[][] DEFAULT '{{1,2},{3,4}}'::integer[],
	"doubles" double precision[] DEFAULT '{0.5,-1}'::double precision[],
	"flags" boolean[] DEFAULT '{t,f}'::boolean[],
	"happy" "mood"[] DEFAULT '{happy,ok}'::"mood"[]
);
