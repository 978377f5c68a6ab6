CREATE TABLE "t3_post" (
	"id" integer PRIMARY KEY NOT NULL,
	"author" varchar(255) NOT NULL
);

CREATE TABLE "by_function" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "by_function_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" varchar(256),
	"createdAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "by_namespace" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL
);

CREATE INDEX "author_idx" ON "t3_post" USING btree ("author");
