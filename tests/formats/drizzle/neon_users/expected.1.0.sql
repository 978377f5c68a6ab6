CREATE ROLE "admin_of_notes";
CREATE TABLE "noted" (
	"id" uuid PRIMARY KEY,
	"user_id" text NOT NULL,
	"synced" text
);

ALTER TABLE "noted" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "noted" ADD CONSTRAINT "noted_synced_users_sync_id_fkey" FOREIGN KEY ("synced") REFERENCES "neon_auth"."users_sync"("id");
CREATE POLICY "crud-admin_of_notes-policy-select" ON "noted" AS PERMISSIVE FOR SELECT TO "admin_of_notes" USING (true);
CREATE POLICY "crud-admin_of_notes-policy-insert" ON "noted" AS PERMISSIVE FOR INSERT TO "admin_of_notes" WITH CHECK (false);
CREATE POLICY "crud-admin_of_notes-policy-update" ON "noted" AS PERMISSIVE FOR UPDATE TO "admin_of_notes" USING (false) WITH CHECK (false);
CREATE POLICY "crud-admin_of_notes-policy-delete" ON "noted" AS PERMISSIVE FOR DELETE TO "admin_of_notes" USING (false);
CREATE POLICY "crud-authenticated-policy-select" ON "noted" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select auth.user_id() = "noted"."user_id"));
CREATE POLICY "crud-authenticated-policy-insert" ON "noted" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select auth.user_id() = "noted"."user_id"));
CREATE POLICY "crud-authenticated-policy-update" ON "noted" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select auth.user_id() = "noted"."user_id")) WITH CHECK ((select auth.user_id() = "noted"."user_id"));
CREATE POLICY "crud-authenticated-policy-delete" ON "noted" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select auth.user_id() = "noted"."user_id"));
CREATE POLICY "crud-anonymous-policy-select" ON "noted" AS PERMISSIVE FOR SELECT TO "anonymous" USING (true);
