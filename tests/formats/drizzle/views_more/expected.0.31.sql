CREATE TABLE "staff" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"boss_id" integer,
	"pay" integer
);

CREATE VIEW "public"."built" AS (select "id" from "staff");
CREATE VIEW "public"."copied" AS (select "id", "name", "boss_id", "pay" from "staff" where "staff"."pay" > (select avg(pay) from staff));
CREATE VIEW "public"."first" AS (select distinct on ("staff"."boss_id") "boss_id", "name" from "staff" order by "staff"."boss_id", "staff"."name");
CREATE VIEW "public"."paired" AS (select "staff"."id", "bosses"."name" as "boss" from "staff" inner join "staff" "bosses" on "staff"."boss_id" = "bosses"."id");
CREATE VIEW "public"."totals" AS (select "boss_id", max("pay") as "most", min("pay") as "least", sum("pay") as "all_pay", avg("pay") as "mean", count(distinct "name") as "names" from "staff" group by "staff"."boss_id" having count(*) > 1);
