-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Mood" AS ENUM ('SAD', 'HAPPY');

-- CreateTable
CREATE TABLE "Lists" (
    "id" INTEGER NOT NULL,
    "ints" INTEGER[],
    "bigInts" BIGINT[],
    "floats" DOUBLE PRECISION[],
    "decimals" DECIMAL(65,30)[],
    "booleans" BOOLEAN[],
    "strings" TEXT[],
    "times" TIMESTAMP(3)[],
    "jsons" JSONB[],
    "bytes" BYTEA[],
    "moods" "Mood"[],
    "uuids" UUID[],
    "short" VARCHAR(20)[],
    "circles" circle[],

    CONSTRAINT "Lists_pkey" PRIMARY KEY ("id")
);
