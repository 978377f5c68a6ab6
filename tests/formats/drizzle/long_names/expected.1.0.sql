CREATE TYPE "an_enum_whose_own_name_is_longer_than_the_sixty_three_bytes_of_names" AS ENUM('a');
CREATE TABLE "a_table_with_a_rather_long_name" (
	"id" serial PRIMARY KEY,
	"a_column_with_a_rather_long_name" text UNIQUE,
	"another_long_column_name_of_it" integer NOT NULL,
	"third_column_of_it" integer CONSTRAINT "a_name_of_a_unique_constraint_that_is_longer_than_sixty_three_bytes" UNIQUE,
	"fourth_column_of_it_with_an_even_longer_name" integer,
	CONSTRAINT "a_table_with_a_rather_long_name_fourth_column_of_it_with_an_even_longer_name_third_column_of_it_unique" UNIQUE("fourth_column_of_it_with_an_even_longer_name","third_column_of_it"),
	CONSTRAINT "a_name_of_a_check_constraint_that_is_longer_than_sixty_three_bytes_" CHECK ("another_long_column_name_of_it" > 0)
);

CREATE TABLE "link_table_between_two_other_tables_whose_name_is_long" (
	"first_long_column_of_a_composite_key" integer,
	"second_long_column_of_a_composite_key" integer,
	CONSTRAINT "link_table_between_two_other_tables_whose_name_is_long_pkey" PRIMARY KEY("first_long_column_of_a_composite_key","second_long_column_of_a_composite_key")
);

CREATE TABLE "a_table_whose_own_name_is_longer_than_the_sixty_three_bytes_of_names" (
	"id" serial PRIMARY KEY,
	"a_column_whose_own_name_is_longer_than_the_sixty_three_bytes_of_it" integer
);

CREATE TABLE "lower_table_with_a_rather_long_name" (
	"id" integer PRIMARY KEY,
	"up" integer NOT NULL
);

CREATE TABLE "second_table_with_a_rather_long_name" (
	"id" serial PRIMARY KEY,
	"first_long_column_of_a_composite_key" integer,
	"příliš_žluťoučký_kůň_úpěl_ďábelské_ódy" text UNIQUE
);

CREATE INDEX "a_table_with_a_rather_long_name_another_long_column_name_of_it_a_column_with_a_rather_long_name_index" ON "a_table_with_a_rather_long_name" ("another_long_column_name_of_it","a_column_with_a_rather_long_name");
CREATE UNIQUE INDEX "a_table_with_a_rather_long_name_third_column_of_it_another_long_column_name_of_it_index" ON "a_table_with_a_rather_long_name" ("third_column_of_it","another_long_column_name_of_it");
CREATE INDEX "příliš_žluťoučký_kůň_úpěl_ďábelské_ódy_příliš_žluťoučký_kůň" ON "a_table_with_a_rather_long_name" ("third_column_of_it");
ALTER TABLE "a_table_with_a_rather_long_name" ADD CONSTRAINT "a_table_with_a_rather_long_name_aUvP2ZyZgYtb_fkey" FOREIGN KEY ("third_column_of_it") REFERENCES "second_table_with_a_rather_long_name"("id");
ALTER TABLE "lower_table_with_a_rather_long_name" ADD CONSTRAINT "lower_table_with_a_rather_long_name_dS1lGxVCThmH_fkey" FOREIGN KEY ("up") REFERENCES "a_table_with_a_rather_long_name"("id");
