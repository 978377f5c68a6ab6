CREATE TABLE "children" (
	"id" serial PRIMARY KEY,
	"plain" integer,
	"cascade" integer NOT NULL,
	"set_null" integer,
	"set_default" integer DEFAULT 1,
	"restrict" integer,
	"no_action" integer,
	"code" text,
	"parent_id" integer,
	"later" uuid,
	"pair_a" integer,
	"pair_b" integer,
	"named" integer,
	"self" integer
);

CREATE TABLE "later" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid()
);

CREATE TABLE "pairs" (
	"a" integer,
	"b" integer,
	CONSTRAINT "pairs_pkey" PRIMARY KEY("a","b")
);

CREATE TABLE "parents" (
	"id" serial PRIMARY KEY,
	"code" text NOT NULL UNIQUE
);

ALTER TABLE "children" ADD CONSTRAINT "children_plain_parents_id_fkey" FOREIGN KEY ("plain") REFERENCES "parents"("id");
ALTER TABLE "children" ADD CONSTRAINT "children_cascade_parents_id_fkey" FOREIGN KEY ("cascade") REFERENCES "parents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "children" ADD CONSTRAINT "children_set_null_parents_id_fkey" FOREIGN KEY ("set_null") REFERENCES "parents"("id") ON DELETE SET NULL;
ALTER TABLE "children" ADD CONSTRAINT "children_set_default_parents_id_fkey" FOREIGN KEY ("set_default") REFERENCES "parents"("id") ON DELETE SET DEFAULT ON UPDATE SET NULL;
ALTER TABLE "children" ADD CONSTRAINT "children_restrict_parents_id_fkey" FOREIGN KEY ("restrict") REFERENCES "parents"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "children" ADD CONSTRAINT "children_no_action_parents_id_fkey" FOREIGN KEY ("no_action") REFERENCES "parents"("id");
ALTER TABLE "children" ADD CONSTRAINT "children_code_parents_code_fkey" FOREIGN KEY ("code") REFERENCES "parents"("code");
ALTER TABLE "children" ADD CONSTRAINT "children_parent_id_children_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "children"("id") ON DELETE CASCADE;
ALTER TABLE "children" ADD CONSTRAINT "children_later_later_id_fkey" FOREIGN KEY ("later") REFERENCES "later"("id");
ALTER TABLE "children" ADD CONSTRAINT "children_pair_a_pair_b_pairs_a_b_fkey" FOREIGN KEY ("pair_a","pair_b") REFERENCES "pairs"("a","b");
ALTER TABLE "children" ADD CONSTRAINT "pair_fk" FOREIGN KEY ("pair_b","pair_a") REFERENCES "pairs"("a","b") ON DELETE CASCADE;
ALTER TABLE "children" ADD CONSTRAINT "Named FK" FOREIGN KEY ("named") REFERENCES "parents"("id") ON DELETE SET NULL;
ALTER TABLE "children" ADD CONSTRAINT "children_self_children_id_fkey" FOREIGN KEY ("self") REFERENCES "children"("id") ON UPDATE RESTRICT;
