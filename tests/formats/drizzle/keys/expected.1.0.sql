CREATE TABLE "composite" (
	"a" integer,
	"b" integer,
	"c" text,
	CONSTRAINT "composite_pkey" PRIMARY KEY("b","a")
);

CREATE TABLE "composite_named" (
	"a" integer,
	"b" integer,
	CONSTRAINT "Composite Key" PRIMARY KEY("a","b")
);

CREATE TABLE "Quoted Table" (
	"the id" serial PRIMARY KEY,
	"userName" text UNIQUE
);

CREATE TABLE "single" (
	"id" integer PRIMARY KEY,
	"code" text UNIQUE
);

CREATE TABLE "single_builder" (
	"id" integer PRIMARY KEY
);

CREATE TABLE "single_named" (
	"id" integer,
	CONSTRAINT "my_key" PRIMARY KEY("id")
);

CREATE TABLE "uniques" (
	"id" serial PRIMARY KEY,
	"plain" text UNIQUE,
	"named" text CONSTRAINT "custom_name" UNIQUE,
	"nulls" text CONSTRAINT "nulls_name" UNIQUE NULLS NOT DISTINCT,
	"distinct" text CONSTRAINT "distinct_name" UNIQUE,
	"unnamed_nulls" text UNIQUE NULLS NOT DISTINCT,
	"a" varchar(10),
	"b" varchar(10),
	"c" integer UNIQUE NULLS NOT DISTINCT,
	CONSTRAINT "uniques_a_b_unique" UNIQUE("a","b"),
	CONSTRAINT "named_pair" UNIQUE("b","a"),
	CONSTRAINT "triple" UNIQUE NULLS NOT DISTINCT("a","b","c")
);
