CREATE SCHEMA "apart";

CREATE TABLE "checked" (
	"age" integer NOT NULL,
	"name" text,
	"kind" text,
	CONSTRAINT "age_check" CHECK ("checked"."age" > 21),
	CONSTRAINT "age_max" CHECK ("checked"."age" <= 150),
	CONSTRAINT "name_length" CHECK (char_length("checked"."name") between 1 and 100 and "checked"."name" <> 'it''s'),
	CONSTRAINT "kinds" CHECK ("checked"."kind" in ('a', 'b')),
	CONSTRAINT "both" CHECK (("checked"."age" is null) = ("checked"."name" is null)),
	CONSTRAINT "Quoted Name" CHECK (name is not null or age > 1)
);

CREATE TABLE "apart"."checked" (
	"age" integer,
	CONSTRAINT "apart_age" CHECK ("apart"."checked"."age" >= 0)
);
