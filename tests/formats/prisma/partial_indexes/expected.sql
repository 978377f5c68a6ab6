-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "State" AS ENUM ('OPEN', 'DONE');

-- CreateTable
CREATE TABLE "Task" (
    "id" INTEGER NOT NULL,
    "the title" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL,
    "state" "State" NOT NULL,
    "points" INTEGER NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "deleted_at" TIMESTAMP(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Task_done_key" ON "Task"("done") WHERE ("done" = true);

-- CreateIndex
CREATE INDEX "raw" ON "Task"("the title") WHERE (deleted_at is null);

-- CreateIndex
CREATE INDEX "null" ON "Task"("the title") WHERE ("deleted_at" IS NULL);

-- CreateIndex
CREATE INDEX "not_null" ON "Task"("the title") WHERE ("deleted_at" IS NOT NULL);

-- CreateIndex
CREATE INDEX "two" ON "Task"("the title") WHERE ("done" = false AND "the title" != 'x');

-- CreateIndex
CREATE INDEX "values" ON "Task"("the title") WHERE ("state" = 'OPEN' AND "points" = 3 AND "weight" = -1.5);

-- CreateIndex
CREATE UNIQUE INDEX "unique" ON "Task"("the title", "points") WHERE (points > 3 OR done);
