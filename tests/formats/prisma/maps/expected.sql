-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user accounts" (
    "user_id" INTEGER NOT NULL,
    "First Name" TEXT NOT NULL,
    "select" TEXT NOT NULL,
    "ünïcode — q" TEXT NOT NULL,

    CONSTRAINT "user accounts_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user accounts_select_idx" ON "user accounts"("select");

-- CreateIndex
CREATE UNIQUE INDEX "user accounts_First Name_select_key" ON "user accounts"("First Name", "select");
