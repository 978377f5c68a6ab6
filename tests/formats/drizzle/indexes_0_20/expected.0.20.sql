CREATE TABLE IF NOT EXISTS "old" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text,
	"age" integer
);

CREATE INDEX IF NOT EXISTS "old_name_idx" ON "old" ("name");
CREATE INDEX IF NOT EXISTS "old_age_index" ON "old" ("age");
CREATE UNIQUE INDEX IF NOT EXISTS "old_pair" ON "old" ("name","age");
CREATE INDEX IF NOT EXISTS "old_sorted" ON "old" ("name");
