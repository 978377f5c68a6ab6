CREATE TYPE "public"."an_enum_whose_own_name_is_longer_than_the_sixty_three_bytes_of_names" AS ENUM('a');
CREATE TABLE "a_table_with_a_rather_long_name" (
	"id" serial PRIMARY KEY NOT NULL,
	"a_column_with_a_rather_long_name" text,
	"another_long_column_name_of_it" integer NOT NULL,
	"third_column_of_it" integer,
	"fourth_column_of_it_with_an_even_longer_name" integer,
	CONSTRAINT "a_table_with_a_rather_long_name_a_column_with_a_rather_long_name_unique" UNIQUE("a_column_with_a_rather_long_name"),
	CONSTRAINT "a_table_with_a_rather_long_name_fourth_column_of_it_with_an_even_longer_name_third_column_of_it_unique" UNIQUE("fourth_column_of_it_with_an_even_longer_name","third_column_of_it"),
	CONSTRAINT "a_name_of_a_unique_constraint_that_is_longer_than_sixty_three_bytes" UNIQUE("third_column_of_it"),
	CONSTRAINT "a_name_of_a_check_constraint_that_is_longer_than_sixty_three_bytes_" CHECK ("a_table_with_a_rather_long_name"."another_long_column_name_of_it" > 0)
);

CREATE TABLE "link_table_between_two_other_tables_whose_name_is_long" (
	"first_long_column_of_a_composite_key" integer NOT NULL,
	"second_long_column_of_a_composite_key" integer NOT NULL,
	CONSTRAINT "link_table_between_two_other_tables_whose_name_is_long_first_long_column_of_a_composite_key_second_long_column_of_a_composite_key_pk" PRIMARY KEY("first_long_column_of_a_composite_key","second_long_column_of_a_composite_key")
);

CREATE TABLE "a_table_whose_own_name_is_longer_than_the_sixty_three_bytes_of_names" (
	"id" serial PRIMARY KEY NOT NULL,
	"a_column_whose_own_name_is_longer_than_the_sixty_three_bytes_of_it" integer
);

CREATE TABLE "lower_table_with_a_rather_long_name" (
	"id" integer PRIMARY KEY NOT NULL,
	"up" integer NOT NULL
);

CREATE TABLE "second_table_with_a_rather_long_name" (
	"id" serial PRIMARY KEY NOT NULL,
	"first_long_column_of_a_composite_key" integer,
	"příliš_žluťoučký_kůň_úpěl_ďábelské_ódy" text,
	CONSTRAINT "second_table_with_a_rather_long_name_příliš_žluťoučký_kůň_úpěl_ďábelské_ódy_unique" UNIQUE("příliš_žluťoučký_kůň_úpěl_ďábelské_ódy")
);

ALTER TABLE "a_table_with_a_rather_long_name" ADD CONSTRAINT "a_table_with_a_rather_long_name_third_column_of_it_second_table_with_a_rather_long_name_id_fk" FOREIGN KEY ("third_column_of_it") REFERENCES "public"."second_table_with_a_rather_long_name"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "lower_table_with_a_rather_long_name" ADD CONSTRAINT "lower_table_with_a_rather_long_name_up_a_table_with_a_rather_long_name_id_fk" FOREIGN KEY ("up") REFERENCES "public"."a_table_with_a_rather_long_name"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "a_table_with_a_rather_long_name_another_long_column_name_of_it_a_column_with_a_rather_long_name_index" ON "a_table_with_a_rather_long_name" USING btree ("another_long_column_name_of_it","a_column_with_a_rather_long_name");
CREATE UNIQUE INDEX "a_table_with_a_rather_long_name_third_column_of_it_another_long_column_name_of_it_index" ON "a_table_with_a_rather_long_name" USING btree ("third_column_of_it","another_long_column_name_of_it");
CREATE INDEX "příliš_žluťoučký_kůň_úpěl_ďábelské_ódy_příliš_žluťoučký_kůň" ON "a_table_with_a_rather_long_name" USING btree ("third_column_of_it");
