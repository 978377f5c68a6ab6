CREATE TABLE "userAccounts" (
	"id" serial PRIMARY KEY NOT NULL,
	"first_name" text NOT NULL,
	"email_address" text,
	"keptAsIs" text,
	"home_url" text,
	"api_key2" text,
	"parent_id" integer,
	"created_at" timestamp DEFAULT now(),
	CONSTRAINT "userAccounts_emailAddress_unique" UNIQUE("email_address"),
	CONSTRAINT "userAccounts_keptAsIs_unique" UNIQUE("keptAsIs"),
	CONSTRAINT "userAccounts_firstName_homeURL_unique" UNIQUE("first_name","home_url"),
	CONSTRAINT "positive" CHECK ("userAccounts"."parent_id" > 0)
);

CREATE TABLE "userGroups" (
	"user_id" integer,
	"group_id" integer,
	CONSTRAINT "userGroups_user_id_group_id_pk" PRIMARY KEY("user_id","group_id")
);

ALTER TABLE "userAccounts" ADD CONSTRAINT "userAccounts_parent_id_userAccounts_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."userAccounts"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "userGroups" ADD CONSTRAINT "userGroups_user_id_userAccounts_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."userAccounts"("id") ON DELETE cascade ON UPDATE no action;
CREATE INDEX "userAccounts_first_name_created_at_index" ON "userAccounts" USING btree ("first_name","created_at");
CREATE UNIQUE INDEX "byHome" ON "userAccounts" USING btree ("home_url");
CREATE INDEX "lowered" ON "userAccounts" USING btree (lower("first_name"));
CREATE INDEX "partial" ON "userAccounts" USING btree ("parent_id") WHERE "userAccounts"."created_at" is not null;
