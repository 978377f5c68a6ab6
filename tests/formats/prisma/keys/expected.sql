-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Single" (
    "id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "down" INTEGER NOT NULL,

    CONSTRAINT "single key" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Compound" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "c" INTEGER,

    CONSTRAINT "Compound_pkey" PRIMARY KEY ("a","b")
);

-- CreateTable
CREATE TABLE "Named" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,

    CONSTRAINT "named_primary" PRIMARY KEY ("a","b")
);

-- CreateTable
CREATE TABLE "OnlyUnique" (
    "a" INTEGER NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Single_email_key" ON "Single"("email");

-- CreateIndex
CREATE UNIQUE INDEX "one name" ON "Single"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Single_down_key" ON "Single"("down" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Compound_b_c_key" ON "Compound"("b", "c");

-- CreateIndex
CREATE UNIQUE INDEX "ac" ON "Compound"("a", "c");

-- CreateIndex
CREATE UNIQUE INDEX "Compound_c_a_key" ON "Compound"("c" DESC, "a");

-- CreateIndex
CREATE UNIQUE INDEX "OnlyUnique_a_key" ON "OnlyUnique"("a");
