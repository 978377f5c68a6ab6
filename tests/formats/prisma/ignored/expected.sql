-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Kept" (
    "id" INTEGER NOT NULL,
    "hidden" TEXT NOT NULL,

    CONSTRAINT "Kept_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Left" (
    "a" INTEGER,
    "key" INTEGER
);

-- CreateTable
CREATE TABLE "WithKey" (
    "id" INTEGER,

    CONSTRAINT "WithKey_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "Left" ADD CONSTRAINT "Left_key_fkey" FOREIGN KEY ("key") REFERENCES "Kept"("id") ON DELETE SET NULL ON UPDATE CASCADE;
