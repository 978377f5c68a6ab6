-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Generated" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "text" TEXT NOT NULL DEFAULT ('a'::text || 'b'::text),
    "open" TEXT NOT NULL,
    "many" TEXT[] DEFAULT '{}'::text[],
    "later" TIMESTAMP(3) NOT NULL DEFAULT (now() + '7 days'::interval),
    "int" INTEGER DEFAULT 1 + 1,

    CONSTRAINT "Generated_pkey" PRIMARY KEY ("id")
);
