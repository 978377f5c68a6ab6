CREATE TABLE "other_log" (
	"id" serial PRIMARY KEY NOT NULL
);

CREATE TABLE "app_post" (
	"id" serial PRIMARY KEY NOT NULL,
	"author" integer
);

CREATE TABLE "app_user" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text,
	CONSTRAINT "app_user_name_unique" UNIQUE("name")
);

ALTER TABLE "app_post" ADD CONSTRAINT "app_post_author_app_user_id_fk" FOREIGN KEY ("author") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;
