CREATE TABLE "composite" (
	"a" integer,
	"b" integer NOT NULL,
	"c" text,
	CONSTRAINT "composite_b_a_pk" PRIMARY KEY("b","a")
);

CREATE TABLE "composite_named" (
	"a" integer,
	"b" integer,
	CONSTRAINT "Composite Key" PRIMARY KEY("a","b")
);

CREATE TABLE "Quoted Table" (
	"the id" serial PRIMARY KEY NOT NULL,
	"userName" text,
	CONSTRAINT "Quoted Table_userName_unique" UNIQUE("userName")
);

CREATE TABLE "single" (
	"id" integer PRIMARY KEY NOT NULL,
	"code" text,
	CONSTRAINT "single_code_unique" UNIQUE("code")
);

CREATE TABLE "single_builder" (
	"id" integer NOT NULL,
	CONSTRAINT "single_builder_id_pk" PRIMARY KEY("id")
);

CREATE TABLE "single_named" (
	"id" integer,
	CONSTRAINT "my_key" PRIMARY KEY("id")
);

CREATE TABLE "uniques" (
	"id" serial PRIMARY KEY NOT NULL,
	"plain" text,
	"named" text,
	"nulls" text,
	"distinct" text,
	"unnamed_nulls" text,
	"a" varchar(10),
	"b" varchar(10),
	"c" integer,
	CONSTRAINT "uniques_plain_unique" UNIQUE("plain"),
	CONSTRAINT "custom_name" UNIQUE("named"),
	CONSTRAINT "nulls_name" UNIQUE NULLS NOT DISTINCT("nulls"),
	CONSTRAINT "distinct_name" UNIQUE("distinct"),
	CONSTRAINT "uniques_unnamed_nulls_unique" UNIQUE NULLS NOT DISTINCT("unnamed_nulls"),
	CONSTRAINT "uniques_a_b_unique" UNIQUE("a","b"),
	CONSTRAINT "named_pair" UNIQUE("b","a"),
	CONSTRAINT "uniques_c_unique" UNIQUE NULLS NOT DISTINCT("c"),
	CONSTRAINT "triple" UNIQUE NULLS NOT DISTINCT("a","b","c")
);
