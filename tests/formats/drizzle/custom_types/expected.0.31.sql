CREATE TABLE "customs" (
	"id" serial PRIMARY KEY NOT NULL,
	"email" "citext" NOT NULL,
	"content" "bytea",
	"any" numeric,
	"precise" numeric(20),
	"scaled" numeric(20, 8) DEFAULT 1.5 NOT NULL,
	"bits" bit varying(12),
	"words" "tsvector",
	"valid" "tstzrange",
	"made" "citext" DEFAULT 'x',
	CONSTRAINT "customs_email_unique" UNIQUE("email")
);

CREATE INDEX "customs_words" ON "customs" USING btree ("email");
