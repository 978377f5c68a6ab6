CREATE TABLE IF NOT EXISTS "other_log" (
	"id" serial PRIMARY KEY NOT NULL
);

CREATE TABLE IF NOT EXISTS "app_post" (
	"id" serial PRIMARY KEY NOT NULL,
	"author" integer
);

CREATE TABLE IF NOT EXISTS "app_user" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text,
	CONSTRAINT "app_user_name_unique" UNIQUE("name")
);

DO $$ BEGIN
 ALTER TABLE "app_post" ADD CONSTRAINT "app_post_author_app_user_id_fk" FOREIGN KEY ("author") REFERENCES "app_user"("id") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
