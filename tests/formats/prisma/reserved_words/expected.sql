-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "select_" AS ENUM ('null', 'true', 'model', 'enum');

-- CreateTable
CREATE TABLE "table" (
    "model" INTEGER NOT NULL,
    "enum" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "datasource" TEXT NOT NULL,
    "map" TEXT NOT NULL,
    "true" BOOLEAN NOT NULL,
    "null" TEXT,
    "order" INTEGER NOT NULL,

    CONSTRAINT "table_pkey" PRIMARY KEY ("model")
);

-- CreateIndex
CREATE INDEX "table_order_enum_idx" ON "table"("order", "enum");
