-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "Odd One";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "auth";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "auth"."Role" AS ENUM ('A', 'B');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('A');

-- CreateTable
CREATE TABLE "auth"."users" (
    "id" SERIAL NOT NULL,
    "role" "auth"."Role" NOT NULL DEFAULT 'A',
    "roles" "auth"."Role"[],

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" INTEGER NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'A',
    "userId" INTEGER NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Odd One"."Odd" (
    "id" INTEGER NOT NULL,

    CONSTRAINT "Odd_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Odd One"."_OddToUser" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,

    CONSTRAINT "_OddToUser_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE INDEX "_OddToUser_B_index" ON "Odd One"."_OddToUser"("B");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Odd One"."_OddToUser" ADD CONSTRAINT "_OddToUser_A_fkey" FOREIGN KEY ("A") REFERENCES "Odd One"."Odd"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Odd One"."_OddToUser" ADD CONSTRAINT "_OddToUser_B_fkey" FOREIGN KEY ("B") REFERENCES "auth"."users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
