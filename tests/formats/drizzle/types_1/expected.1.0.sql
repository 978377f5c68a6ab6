CREATE TABLE "blobs" (
	"id" serial PRIMARY KEY,
	"content" bytea NOT NULL,
	"digest_sha256" bytea,
	"chunks" bytea[],
	"big" bigint DEFAULT 9007199254740993,
	"bigLiteral" bigint DEFAULT 9007199254740993,
	"bigCalled" bigint DEFAULT 0,
	"embedding" vector(3) DEFAULT '[0,-2,3.5]',
	"settings" jsonb DEFAULT '{"theme":"it''s dark","on":true}'
);
