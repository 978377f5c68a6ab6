CREATE TYPE "public"."big_kind" AS ENUM('b', 'bb');
CREATE TABLE "made" (
	"p" text,
	"q" text
);

CREATE TABLE "mapped" (
	"a" integer DEFAULT 2,
	"n" integer DEFAULT 2
);

CREATE TABLE "owners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "states" (
	"status" varchar(7) DEFAULT 'on' NOT NULL,
	"kind" text,
	CONSTRAINT "kind_one_of" CHECK ("states"."kind" in ('x', 'y'))
);

CREATE TABLE "things" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" uuid,
	"keeper_id" uuid,
	"title_en" text,
	"title_de" text,
	"title_cs" text,
	"width" integer DEFAULT 1,
	"height" integer DEFAULT 2,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"extra" jsonb DEFAULT '["a","b"]'::jsonb
);

CREATE TABLE "uses_kind" (
	"big" "big_kind" DEFAULT 'bb'
);

ALTER TABLE "things" ADD CONSTRAINT "things_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."owners"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "things" ADD CONSTRAINT "things_keeper_id_owners_id_fk" FOREIGN KEY ("keeper_id") REFERENCES "public"."owners"("id") ON DELETE set null ON UPDATE no action;
CREATE INDEX "owners_created_idx" ON "owners" USING btree ("created_at");
CREATE INDEX "things_created_idx" ON "things" USING btree ("created_at");
