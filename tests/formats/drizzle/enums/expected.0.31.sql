CREATE TYPE "public"."color" AS ENUM('red', 'green', 'blue');
CREATE TYPE "public"."color_values" AS ENUM('red', 'green', 'blue');
CREATE TYPE "public"."concatenated" AS ENUM('first', 'active', 'gone', 'half way');
CREATE TYPE "public"."level" AS ENUM('low', 'middle', 'high');
CREATE TYPE "public"."mapped" AS ENUM('LOW', 'MIDDLE', 'HIGH');
CREATE TYPE "public"."more_levels" AS ENUM('low', 'middle', 'high', 'extreme');
CREATE TYPE "public"."plain" AS ENUM('a', 'b', 'it''s', 'with space', 'Üml@ut');
CREATE TYPE "public"."Status" AS ENUM('active', 'gone', 'half way');
CREATE TYPE "public"."status_keys" AS ENUM('Active', 'Gone', 'half-way');
CREATE TYPE "public"."status_names" AS ENUM('active', 'half way');
CREATE TYPE "public"."v_templated" AS ENUM('v1', 'v2');
CREATE TABLE "uses" (
	"id" serial PRIMARY KEY NOT NULL,
	"plain" "plain" DEFAULT 'it''s',
	"level" "level" DEFAULT 'middle' NOT NULL,
	"levelUnnamed" "level",
	"moreLevels" "more_levels" DEFAULT 'low',
	"color" "color" DEFAULT 'green' NOT NULL,
	"color_array" "color"[],
	"status" "Status" DEFAULT 'active',
	"status_keys" "status_keys",
	"status_names" "status_names",
	"mapped" "mapped" DEFAULT 'LOW',
	"templated" "v_templated" DEFAULT 'v2',
	"text_level" text DEFAULT 'middle'
);
