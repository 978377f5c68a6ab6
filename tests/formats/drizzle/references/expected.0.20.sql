CREATE TABLE IF NOT EXISTS "children" (
	"id" serial PRIMARY KEY NOT NULL,
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

CREATE TABLE IF NOT EXISTS "later" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE IF NOT EXISTS "pairs" (
	"a" integer NOT NULL,
	"b" integer NOT NULL,
	CONSTRAINT "pairs_a_b_pk" PRIMARY KEY("a","b")
);

CREATE TABLE IF NOT EXISTS "parents" (
	"id" serial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	CONSTRAINT "parents_code_unique" UNIQUE("code")
);

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_plain_parents_id_fk" FOREIGN KEY ("plain") REFERENCES "parents"("id") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_cascade_parents_id_fk" FOREIGN KEY ("cascade") REFERENCES "parents"("id") ON DELETE cascade ON UPDATE cascade;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_set_null_parents_id_fk" FOREIGN KEY ("set_null") REFERENCES "parents"("id") ON DELETE set null ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_set_default_parents_id_fk" FOREIGN KEY ("set_default") REFERENCES "parents"("id") ON DELETE set default ON UPDATE set null;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_restrict_parents_id_fk" FOREIGN KEY ("restrict") REFERENCES "parents"("id") ON DELETE restrict ON UPDATE restrict;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_no_action_parents_id_fk" FOREIGN KEY ("no_action") REFERENCES "parents"("id") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_code_parents_code_fk" FOREIGN KEY ("code") REFERENCES "parents"("code") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_parent_id_children_id_fk" FOREIGN KEY ("parent_id") REFERENCES "children"("id") ON DELETE cascade ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_later_later_id_fk" FOREIGN KEY ("later") REFERENCES "later"("id") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_pair_a_pair_b_pairs_a_b_fk" FOREIGN KEY ("pair_a","pair_b") REFERENCES "pairs"("a","b") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "pair_fk" FOREIGN KEY ("pair_b","pair_a") REFERENCES "pairs"("a","b") ON DELETE cascade ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "Named FK" FOREIGN KEY ("named") REFERENCES "parents"("id") ON DELETE set null ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$ BEGIN
 ALTER TABLE "children" ADD CONSTRAINT "children_self_children_id_fk" FOREIGN KEY ("self") REFERENCES "children"("id") ON DELETE no action ON UPDATE restrict;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
