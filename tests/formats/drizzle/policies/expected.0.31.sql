CREATE SCHEMA "tenant";

CREATE ROLE "app_role" WITH CREATEDB;
CREATE ROLE "reader_role";
CREATE TABLE "tenant"."notes" (
	"id" integer
);

ALTER TABLE "tenant"."notes" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "open" (
	"id" integer
);

ALTER TABLE "open" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "posts" (
	"id" integer PRIMARY KEY NOT NULL,
	"owner" text
);

ALTER TABLE "posts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "without_policies" (
	"id" integer
);

ALTER TABLE "without_policies" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "all_notes" ON "tenant"."notes" AS PERMISSIVE FOR ALL TO "app_role" USING (true);
CREATE POLICY "late" ON "open" AS PERMISSIVE FOR SELECT TO "reader_role" USING (id > 1);
CREATE POLICY "everything" ON "posts" AS PERMISSIVE FOR ALL TO public;
CREATE POLICY "read" ON "posts" AS PERMISSIVE FOR SELECT TO "reader_role" USING (true);
CREATE POLICY "write" ON "posts" AS RESTRICTIVE FOR INSERT TO "app_role", "reader_role" WITH CHECK ("posts"."owner" = current_user);
CREATE POLICY "change" ON "posts" AS PERMISSIVE FOR UPDATE TO public USING (owner = current_setting('app.user', true)) WITH CHECK (owner is not null);
CREATE POLICY "remove" ON "posts" AS PERMISSIVE FOR DELETE TO current_user USING ("posts"."id" > 0);
CREATE POLICY "Quoted Policy" ON "posts" AS PERMISSIVE FOR ALL TO "there_role";
