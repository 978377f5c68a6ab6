CREATE SCHEMA "auth_schema";

CREATE SCHEMA "Odd Schema";

CREATE TYPE "auth_schema"."role" AS ENUM('admin', 'member');
CREATE SEQUENCE "auth_schema"."numbers" INCREMENT BY 10 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 100 CACHE 1;
CREATE TABLE "auth_schema"."accounts" (
	"id" serial PRIMARY KEY,
	"email" text NOT NULL UNIQUE,
	"role" "auth_schema"."role" DEFAULT 'member'::"auth_schema"."role" NOT NULL,
	"roles" "auth_schema"."role"[]
);

CREATE TABLE "Odd Schema"."Members" (
	"id" serial PRIMARY KEY,
	"account" integer,
	"Role" "auth_schema"."role"
);

CREATE TABLE "people" (
	"id" serial PRIMARY KEY,
	"account" integer NOT NULL
);

CREATE UNIQUE INDEX "accounts_lower_email" ON "auth_schema"."accounts" (lower("email"));
CREATE INDEX "accounts_role_index" ON "auth_schema"."accounts" ("role");
ALTER TABLE "Odd Schema"."Members" ADD CONSTRAINT "Members_account_accounts_id_fkey" FOREIGN KEY ("account") REFERENCES "auth_schema"."accounts"("id") ON DELETE CASCADE;
ALTER TABLE "people" ADD CONSTRAINT "people_account_accounts_id_fkey" FOREIGN KEY ("account") REFERENCES "auth_schema"."accounts"("id");
CREATE VIEW "auth_schema"."admins" AS (select "id", "email", "role", "roles" from "auth_schema"."accounts" where "auth_schema"."accounts"."role" = 'admin');
CREATE MATERIALIZED VIEW "Odd Schema"."Counts" AS (select count(*)::int as n from "auth_schema"."accounts");
