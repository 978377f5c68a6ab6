CREATE TABLE "users" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"city_id" integer,
	"created_at" timestamp DEFAULT now()
);

CREATE VIEW "public"."barrier" WITH (check_option = cascaded, security_barrier = true, security_invoker = true) AS (select id from "users");
CREATE VIEW "public"."local" WITH (check_option = local) AS (select id from "users" where id > 10);
CREATE VIEW "public"."named" AS (select id, name from users where name <> '');
CREATE VIEW "public"."referenced" AS (select "users"."id", "users"."name" from "users" where "users"."city_id" = 1);
CREATE MATERIALIZED VIEW "public"."material" AS (select id from users);
CREATE MATERIALIZED VIEW "public"."material_options" USING "heap" WITH (fillfactor = 90, autovacuum_enabled = false) AS (select id from users) WITH NO DATA;
