-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "colours" AS ENUM ('red colour', 'light green', 'BLUE');

-- CreateEnum
CREATE TYPE "lower" AS ENUM ('a', 'B_1');

-- CreateTable
CREATE TABLE "Car" (
    "id" INTEGER NOT NULL,
    "color" "colours" NOT NULL DEFAULT 'red colour',
    "maybe" "colours",
    "many" "colours"[] DEFAULT ARRAY['red colour', 'BLUE']::"colours"[],
    "lower" "lower" NOT NULL DEFAULT 'B_1',

    CONSTRAINT "Car_pkey" PRIMARY KEY ("id")
);
