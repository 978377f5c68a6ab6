CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"author" uuid NOT NULL,
	"title" text DEFAULT 'untitled',
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone
);

CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"post" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen" text DEFAULT now()
);

CREATE TABLE "first" (
	"id" serial PRIMARY KEY,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone
);

CREATE TABLE "second" (
	"id" serial PRIMARY KEY,
	"note" text NOT NULL,
	"extra" integer
);

CREATE TABLE "third" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"deleted_at" timestamp,
	"chosen" text
);

CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone,
	"deleted_at" timestamp,
	"email" varchar(255) NOT NULL UNIQUE,
	"nick" varchar(100),
	"balance" numeric(12,2) DEFAULT '0' NOT NULL,
	"credit" numeric(12,2),
	"mother_name" text,
	"mother_age" integer DEFAULT 0,
	"favourite" uuid
);

CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"lead" uuid
);

CREATE INDEX "users_nick" ON "users" ("nick");
CREATE UNIQUE INDEX "users_email_deleted_at_index" ON "users" ("email","deleted_at");
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_users_id_fkey" FOREIGN KEY ("author") REFERENCES "users"("id") ON DELETE CASCADE;
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_posts_id_fkey" FOREIGN KEY ("post") REFERENCES "posts"("id");
ALTER TABLE "users" ADD CONSTRAINT "users_favourite_posts_id_fkey" FOREIGN KEY ("favourite") REFERENCES "posts"("id");
ALTER TABLE "teams" ADD CONSTRAINT "teams_lead_users_id_fkey" FOREIGN KEY ("lead") REFERENCES "users"("id");
