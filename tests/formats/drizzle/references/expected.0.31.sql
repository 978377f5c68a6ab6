CREATE TABLE "children" (
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

CREATE TABLE "later" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE "pairs" (
	"a" integer NOT NULL,
	"b" integer NOT NULL,
	CONSTRAINT "pairs_a_b_pk" PRIMARY KEY("a","b")
);

CREATE TABLE "parents" (
	"id" serial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	CONSTRAINT "parents_code_unique" UNIQUE("code")
);

ALTER TABLE "children" ADD CONSTRAINT "children_plain_parents_id_fk" FOREIGN KEY ("plain") REFERENCES "public"."parents"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_cascade_parents_id_fk" FOREIGN KEY ("cascade") REFERENCES "public"."parents"("id") ON DELETE cascade ON UPDATE cascade;
ALTER TABLE "children" ADD CONSTRAINT "children_set_null_parents_id_fk" FOREIGN KEY ("set_null") REFERENCES "public"."parents"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_set_default_parents_id_fk" FOREIGN KEY ("set_default") REFERENCES "public"."parents"("id") ON DELETE set default ON UPDATE set null;
ALTER TABLE "children" ADD CONSTRAINT "children_restrict_parents_id_fk" FOREIGN KEY ("restrict") REFERENCES "public"."parents"("id") ON DELETE restrict ON UPDATE restrict;
ALTER TABLE "children" ADD CONSTRAINT "children_no_action_parents_id_fk" FOREIGN KEY ("no_action") REFERENCES "public"."parents"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_code_parents_code_fk" FOREIGN KEY ("code") REFERENCES "public"."parents"("code") ON DELETE no action ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_parent_id_children_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."children"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_later_later_id_fk" FOREIGN KEY ("later") REFERENCES "public"."later"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_pair_a_pair_b_pairs_a_b_fk" FOREIGN KEY ("pair_a","pair_b") REFERENCES "public"."pairs"("a","b") ON DELETE no action ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "pair_fk" FOREIGN KEY ("pair_b","pair_a") REFERENCES "public"."pairs"("a","b") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "Named FK" FOREIGN KEY ("named") REFERENCES "public"."parents"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "children" ADD CONSTRAINT "children_self_children_id_fk" FOREIGN KEY ("self") REFERENCES "public"."children"("id") ON DELETE no action ON UPDATE restrict;
