CREATE TABLE "customs" (
	"id" serial PRIMARY KEY,
	"email" citext NOT NULL UNIQUE,
	"content" bytea,
	"any" numeric,
	"precise" numeric(20),
	"scaled" numeric(20,8) DEFAULT '1.5' NOT NULL,
	"bits" bit varying(12),
	"words" tsvector,
	"valid" tstzrange,
	"made" citext DEFAULT 'x'
);

CREATE INDEX "customs_words" ON "customs" ("email");
