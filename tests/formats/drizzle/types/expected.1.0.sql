CREATE TABLE "numbers" (
	"serial" serial,
	"small_serial" smallserial,
	"big_serial" bigserial,
	"big_serial_64" bigserial,
	"integer" integer,
	"small_int" smallint NOT NULL,
	"big_int" bigint,
	"big_int_64" bigint,
	"numeric" numeric,
	"numeric_precision" numeric(12),
	"numeric_scale" numeric(12,4),
	"decimal" numeric(5,0),
	"real" real,
	"double_precision" double precision
);

CREATE TABLE "times" (
	"date" date,
	"date_object" date,
	"date_string" date,
	"time" time,
	"time_precision" time(3),
	"time_zone" time with time zone,
	"time_zone_precision" time(0) with time zone,
	"timestamp" timestamp,
	"timestamp_precision" timestamp(3),
	"timestamp_zone" timestamp with time zone,
	"timestamp_string" timestamp(6) with time zone,
	"interval" interval,
	"interval_precision" interval(2),
	"interval_fields" interval day to hour,
	"interval_second" interval second(3)
);

CREATE TABLE "words" (
	"text" text,
	"text_enum" text,
	"varchar" varchar,
	"varchar_length" varchar(191),
	"varchar_enum" varchar(8) NOT NULL,
	"char" char,
	"char_length" char(2),
	"uuid" uuid,
	"boolean" boolean,
	"json" json,
	"jsonb" jsonb,
	"inet" inet,
	"cidr" cidr,
	"macaddr" macaddr,
	"macaddr8" macaddr8
);
