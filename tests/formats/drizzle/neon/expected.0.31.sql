CREATE ROLE "admin_role";
CREATE TABLE "todos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL
);

ALTER TABLE "todos" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "crud-admin_role-policy-select" ON "todos" AS PERMISSIVE FOR SELECT TO "admin_role" USING (true);
CREATE POLICY "crud-admin_role-policy-insert" ON "todos" AS PERMISSIVE FOR INSERT TO "admin_role" WITH CHECK (false);
CREATE POLICY "crud-admin_role-policy-update" ON "todos" AS PERMISSIVE FOR UPDATE TO "admin_role" USING (false) WITH CHECK (false);
CREATE POLICY "crud-admin_role-policy-delete" ON "todos" AS PERMISSIVE FOR DELETE TO "admin_role" USING (false);
CREATE POLICY "crud-authenticated-policy-select" ON "todos" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select auth.user_id() = "todos"."user_id"));
CREATE POLICY "crud-authenticated-policy-insert" ON "todos" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select auth.user_id() = "todos"."user_id"));
CREATE POLICY "crud-authenticated-policy-update" ON "todos" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select auth.user_id() = "todos"."user_id")) WITH CHECK ((select auth.user_id() = "todos"."user_id"));
CREATE POLICY "crud-authenticated-policy-delete" ON "todos" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select auth.user_id() = "todos"."user_id"));
CREATE POLICY "crud-anonymous-policy-select" ON "todos" AS PERMISSIVE FOR SELECT TO "anonymous" USING (true);
