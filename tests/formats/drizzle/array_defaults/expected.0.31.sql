CREATE TYPE "public"."mood" AS ENUM('sad', 'ok', 'not so happy');
CREATE TABLE "array_defaults" (
	"words" text[] DEFAULT '{"two words","three, commas",""}',
	"limited" varchar(12)[] DEFAULT '{"a","b"}',
	"nested" integer[][] DEFAULT '{{1,2},{3,4}}',
	"nestedWords" text[][] DEFAULT '{{"a","b c"},{"d","e"}}',
	"moods" "mood"[] DEFAULT '{"sad","not so happy"}',
	"ids" uuid[] DEFAULT '{"01234567-89ab-cdef-0123-456789abcdef"}',
	"bigs" bigint[] DEFAULT '{1,2}',
	"days" date[] DEFAULT '{"2024-02-29"}',
	"times" timestamp[] DEFAULT '{"2024-02-29 12:30:00.000"}',
	"objects" jsonb[] DEFAULT '{"{\"a\":1}","{\"b\":[1,2]}"}'
);
