CREATE TABLE "methods" (
	"id" serial PRIMARY KEY NOT NULL,
	"typed" text DEFAULT 'a' NOT NULL,
	"asserted" text DEFAULT 'b',
	"non_null" integer DEFAULT 5,
	"parenthesised" text NOT NULL,
	"late" boolean NOT NULL,
	"last" timestamp DEFAULT 'epoch'
);
