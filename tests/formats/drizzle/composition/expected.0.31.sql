CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"author" uuid NOT NULL,
	"title" text DEFAULT 'untitled',
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone
);

CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"post" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen" text DEFAULT now()
);

CREATE TABLE "first" (
	"id" serial PRIMARY KEY NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone
);

CREATE TABLE "second" (
	"id" serial PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"extra" integer
);

CREATE TABLE "third" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"deleted_at" timestamp,
	"chosen" text
);

CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone,
	"deleted_at" timestamp,
	"email" varchar(255) NOT NULL,
	"nick" varchar(100),
	"balance" numeric(12, 2) DEFAULT '0' NOT NULL,
	"credit" numeric(12, 2),
	"mother_name" text,
	"mother_age" integer DEFAULT 0,
	"favourite" uuid,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);

CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"lead" uuid
);

ALTER TABLE "posts" ADD CONSTRAINT "posts_author_users_id_fk" FOREIGN KEY ("author") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_posts_id_fk" FOREIGN KEY ("post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "users" ADD CONSTRAINT "users_favourite_posts_id_fk" FOREIGN KEY ("favourite") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "teams" ADD CONSTRAINT "teams_lead_users_id_fk" FOREIGN KEY ("lead") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "users_nick" ON "users" USING btree ("nick");
CREATE UNIQUE INDEX "users_email_deleted_at_index" ON "users" USING btree ("email","deleted_at");
