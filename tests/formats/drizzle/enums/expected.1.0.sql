CREATE TYPE "color" AS ENUM('red', 'green', 'blue');
CREATE TYPE "color_values" AS ENUM('red', 'green', 'blue');
CREATE TYPE "concatenated" AS ENUM('first', 'active', 'gone', 'half way');
CREATE TYPE "level" AS ENUM('low', 'middle', 'high');
CREATE TYPE "mapped" AS ENUM('LOW', 'MIDDLE', 'HIGH');
CREATE TYPE "more_levels" AS ENUM('low', 'middle', 'high', 'extreme');
CREATE TYPE "plain" AS ENUM('a', 'b', 'it''s', 'with space', 'Üml@ut');
CREATE TYPE "Status" AS ENUM('active', 'gone', 'half way');
CREATE TYPE "status_keys" AS ENUM('Active', 'Gone', 'half-way');
CREATE TYPE "status_names" AS ENUM('active', 'half way');
CREATE TYPE "v_templated" AS ENUM('v1', 'v2');
CREATE TABLE "uses" (
	"id" serial PRIMARY KEY,
	"plain" "plain" DEFAULT 'it''s'::"plain",
	"level" "level" DEFAULT 'middle'::"level" NOT NULL,
	"levelUnnamed" "level",
	"moreLevels" "more_levels" DEFAULT 'low'::"more_levels",
	"color" "color" DEFAULT 'green'::"color" NOT NULL,
	"color_array" "color"[],
	"status" "Status" DEFAULT 'active'::"Status",
	"status_keys" "status_keys",
	"status_names" "status_names",
	"mapped" "mapped" DEFAULT 'LOW'::"mapped",
	"templated" "v_templated" DEFAULT 'v2'::"v_templated",
	"text_level" text DEFAULT 'middle'
);
