-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Places" (
    "id" INTEGER NOT NULL,
    "circle" circle,
    "point" point NOT NULL,
    "words" tsvector NOT NULL DEFAULT ''::tsvector,
    "range" int4range,
    "path" ltree,
    "many" point[],

    CONSTRAINT "Places_pkey" PRIMARY KEY ("id")
);
