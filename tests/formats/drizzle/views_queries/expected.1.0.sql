CREATE TABLE "cities" (
	"id" serial PRIMARY KEY,
	"name" text
);

CREATE TABLE "users" (
	"id" serial PRIMARY KEY,
	"name" text NOT NULL,
	"city_id" integer,
	"removed_at" timestamp
);

ALTER TABLE "users" ADD CONSTRAINT "users_city_id_cities_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id");
CREATE VIEW "aliased" AS (select "id", upper("name") as "upper_name" from "users");
CREATE VIEW "chosen" AS (select "id", "name" from "users");
CREATE VIEW "distinct_names" AS (select distinct "name" from "users" where "users"."name" is not null);
CREATE VIEW "everything" AS (select "id", "name", "city_id", "removed_at" from "users");
CREATE VIEW "filtered" AS (select "id" from "users" where ((("users"."removed_at" is null)) and ((("users"."city_id" = 1) or ("users"."id" > 10) or ("users"."name" like 'A%')))));
CREATE VIEW "joined" AS (select "users"."id", "cities"."name" as "city_name" from "users" left join "cities" on "users"."city_id" = "cities"."id");
CREATE VIEW "limited" AS (select "name" from "users" order by "users"."name" asc, "users"."id" desc limit 10 offset 5);
CREATE VIEW "more" AS (select "id" from "users" where ((("users"."city_id" is not null)) and ("users"."name" <> 'it''s') and ("users"."id" >= 5) and ("users"."id" < 50) and (not ("users"."id" = 7)) and ("users"."city_id" in (1, 2)) and ("users"."name" ilike '%b%')));
CREATE MATERIALIZED VIEW "grouped" AS (select "city_id", count(*) as "total" from "users" group by "users"."city_id" order by "users"."city_id" desc);
