CREATE SCHEMA "apart";

CREATE TABLE "checked" (
	"age" integer NOT NULL,
	"name" text,
	"kind" text,
	CONSTRAINT "age_check" CHECK ("age" > 21),
	CONSTRAINT "age_max" CHECK ("age" <= 150),
	CONSTRAINT "name_length" CHECK (char_length("name") between 1 and 100 and "name" <> 'it''s'),
	CONSTRAINT "kinds" CHECK ("kind" in ('a', 'b')),
	CONSTRAINT "both" CHECK (("age" is null) = ("name" is null)),
	CONSTRAINT "Quoted Name" CHECK (name is not null or age > 1)
);

CREATE TABLE "apart"."checked" (
	"age" integer,
	CONSTRAINT "apart_age" CHECK ("age" >= 0)
);
