CREATE TABLE "posts" (
	"id" serial PRIMARY KEY,
	"author_id" integer
);

CREATE TABLE "posts_to_tags" (
	"post_id" integer,
	"tag_id" integer,
	CONSTRAINT "posts_to_tags_pkey" PRIMARY KEY("post_id","tag_id")
);

CREATE TABLE "tags" (
	"id" serial PRIMARY KEY,
	"label" text
);

CREATE TABLE "users" (
	"id" serial PRIMARY KEY,
	"invited_by" integer
);

ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id");
ALTER TABLE "posts_to_tags" ADD CONSTRAINT "posts_to_tags_post_id_posts_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id");
ALTER TABLE "posts_to_tags" ADD CONSTRAINT "posts_to_tags_tag_id_tags_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tags"("id");
