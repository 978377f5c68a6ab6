CREATE TYPE "state" AS ENUM('new', 'done');
CREATE TABLE "conditions" (
	"name" text,
	"age" integer,
	"state" "state",
	"active" boolean,
	"at" timestamp,
	CONSTRAINT "adult" CHECK ("age" > 17),
	CONSTRAINT "limits" CHECK ("age" between 0 and 150)
);

CREATE INDEX "where_eq" ON "conditions" ("name") WHERE "state" = 'new';
CREATE INDEX "where_bool" ON "conditions" ("name") WHERE "active" = true;
CREATE INDEX "where_and" ON "conditions" ("name") WHERE (("age" > 18) and ("name" <> 'it''s') and (("at" is not null)));
CREATE INDEX "where_or" ON "conditions" ("name") WHERE (("age" = 1) or ("age" = 2));
CREATE UNIQUE INDEX "where_in" ON "conditions" ("name") WHERE "state" in ('new', 'done');
CREATE INDEX "where_between" ON "conditions" ("name") WHERE "age" between 1 and 9;
CREATE INDEX "where_not" ON "conditions" ("name") WHERE not ("name" like 'x%');
CREATE INDEX "where_template" ON "conditions" ("name") WHERE "age" > 18 and "name" <> 'o''clock';
