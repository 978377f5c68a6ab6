CREATE TABLE "things" (
	"id" serial PRIMARY KEY NOT NULL,
	"firstName" text,
	"lastName" text,
	"kept_as_is" text,
	"someOtherThing" integer,
	CONSTRAINT "things_first_name_unique" UNIQUE("firstName"),
	CONSTRAINT "things_first_name_some_other_thing_unique" UNIQUE("firstName","someOtherThing")
);
