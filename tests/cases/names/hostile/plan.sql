SET check_function_bodies = off;
ALTER TABLE "we""ird; --"."select" DROP COLUMN "Üñ 🐘";
CREATE TYPE "we""ird; --".type AS ENUM ('it''s', 'a"b', '; drop');
CREATE FUNCTION "we""ird; --"."f(x)"("in" integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ select 1 /* $$ ' " */ $function$;
ALTER TABLE "we""ird; --"."select" ALTER COLUMN "a""b" SET DEFAULT 'it''s; --'::text;
COMMENT ON COLUMN "we""ird; --"."select"."a""b" IS '''";--';
ALTER TABLE "we""ird; --"."select" ALTER COLUMN "user" TYPE bigint;
ALTER TABLE "we""ird; --"."select" ALTER COLUMN "user" SET NOT NULL;
GRANT SELECT ("user") ON TABLE "we""ird; --"."select" TO "tt weird ""role""";
ALTER TABLE "we""ird; --"."select" ADD COLUMN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx "we""ird; --".type;
ALTER TABLE "we""ird; --"."select" ADD CONSTRAINT "p k" PRIMARY KEY ("user");
ALTER TABLE "we""ird; --"."select" ADD CONSTRAINT "c'k" CHECK (("a""b" <> '"'::text));
CREATE INDEX "i ""x""" ON "we""ird; --"."select" USING btree (lower("a""b")) WHERE ("a""b" IS NOT NULL);
CREATE VIEW "we""ird; --"."View.With.Dots" AS
SELECT "user" AS "order",
    "a""b"
   FROM "we""ird; --"."select";
