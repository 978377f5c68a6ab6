CREATE TABLE "users" (
	"id" serial PRIMARY KEY,
	"name" text NOT NULL,
	"city_id" integer,
	"created_at" timestamp DEFAULT now()
);

CREATE VIEW "barrier" WITH (check_option = cascaded, security_barrier = true, security_invoker = true) AS (select id from "users");
CREATE VIEW "local" WITH (check_option = local) AS (select id from "users" where id > 10);
CREATE VIEW "named" AS (select id, name from users where name <> '');
CREATE VIEW "referenced" AS (select "users"."id", "users"."name" from "users" where "users"."city_id" = 1);
CREATE MATERIALIZED VIEW "material" AS (select id from users);
CREATE MATERIALIZED VIEW "material_options" USING "heap" WITH (autovacuum_enabled = false, fillfactor = 90) AS (select id from users) WITH NO DATA;
