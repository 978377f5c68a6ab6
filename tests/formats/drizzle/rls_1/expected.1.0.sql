CREATE SCHEMA "apart";

CREATE TABLE "secured" (
	"id" integer
);

ALTER TABLE "secured" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "apart"."secured" (
	"id" integer
);

ALTER TABLE "apart"."secured" ENABLE ROW LEVEL SECURITY;
