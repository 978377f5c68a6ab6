CREATE TABLE "a" (
	"id" integer PRIMARY KEY NOT NULL,
	"b" integer
);

CREATE TABLE "b" (
	"id" integer PRIMARY KEY NOT NULL
);

CREATE TABLE "c" (
	"id" integer PRIMARY KEY NOT NULL
);

ALTER TABLE "a" ADD CONSTRAINT "a_b_b_id_fk" FOREIGN KEY ("b") REFERENCES "public"."b"("id") ON DELETE no action ON UPDATE no action;
