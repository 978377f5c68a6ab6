CREATE TABLE "renamed" (
	"id" integer
);

CREATE TABLE "first" (
	"id" integer
);

CREATE TABLE "old" (
	"id" integer
);

CREATE TABLE "older" (
	"id" integer
);

CREATE TABLE "picked" (
	"id" integer
);

CREATE TABLE "posts" (
	"id" serial PRIMARY KEY NOT NULL,
	"size" integer DEFAULT 8,
	"made" timestamp DEFAULT now(),
	"slug" varchar(20) NOT NULL,
	"dyn" varchar
);

CREATE TABLE "second" (
	"id" integer
);

CREATE TABLE "users" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text,
	"on" boolean DEFAULT true
);

ALTER TABLE "renamed" ADD CONSTRAINT "renamed_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
