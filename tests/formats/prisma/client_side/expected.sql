-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "ClientSide" (
    "id" TEXT NOT NULL,
    "uuid4" TEXT NOT NULL,
    "uuid7" UUID NOT NULL,
    "cuid" TEXT NOT NULL,
    "cuid2" TEXT NOT NULL,
    "nanoid" TEXT NOT NULL,
    "nano10" TEXT NOT NULL,
    "ulid" TEXT NOT NULL,
    "updated" TIMESTAMP(3) NOT NULL,
    "both" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClientSide_pkey" PRIMARY KEY ("id")
);
