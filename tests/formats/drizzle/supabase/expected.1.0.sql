CREATE TABLE "profile" (
	"id" uuid PRIMARY KEY,
	"email" text NOT NULL,
	"owner" uuid
);

ALTER TABLE "profile" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "profile" ADD CONSTRAINT "profile_owner_users_id_fkey" FOREIGN KEY ("owner") REFERENCES "auth"."users"("id") ON DELETE CASCADE;
ALTER TABLE "profile" ADD CONSTRAINT "profile_id_fk" FOREIGN KEY ("id") REFERENCES "auth"."users"("id") ON DELETE CASCADE;
CREATE POLICY "select_own" ON "profile" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select auth.uid()) = "profile"."id");
CREATE POLICY "select_anon" ON "profile" AS PERMISSIVE FOR SELECT TO "anon", "service_role" USING (true);
CREATE POLICY "admin" ON "profile" AS PERMISSIVE FOR ALL TO "supabase_auth_admin" USING (auth.role() = 'service_role');
