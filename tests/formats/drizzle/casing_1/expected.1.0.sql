CREATE SCHEMA "apart";

CREATE TABLE "apart"."inApart" (
	"some_column" integer PRIMARY KEY
);

CREATE TABLE "plain" (
	"someColumn" integer
);

CREATE TABLE "things" (
	"firstName" text,
	"userId" integer
);

CREATE TABLE "userAccounts" (
	"id" serial PRIMARY KEY,
	"first_name" text NOT NULL,
	"email_address" text UNIQUE,
	"keptAsIs" text,
	"home_url" text,
	CONSTRAINT "userAccounts_first_name_home_url_unique" UNIQUE("first_name","home_url")
);

CREATE INDEX "userAccounts_first_name_index" ON "userAccounts" ("first_name");
ALTER TABLE "things" ADD CONSTRAINT "things_userId_userAccounts_id_fkey" FOREIGN KEY ("userId") REFERENCES "userAccounts"("id");
