CREATE TABLE "other_log" (
	"id" serial PRIMARY KEY
);

CREATE TABLE "app_post" (
	"id" serial PRIMARY KEY,
	"author" integer
);

CREATE TABLE "app_user" (
	"id" serial PRIMARY KEY,
	"name" text UNIQUE
);

ALTER TABLE "app_post" ADD CONSTRAINT "app_post_author_app_user_id_fkey" FOREIGN KEY ("author") REFERENCES "app_user"("id");
