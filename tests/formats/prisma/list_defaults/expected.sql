-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('user', 'ADMIN');

-- CreateTable
CREATE TABLE "ListDefaults" (
    "id" INTEGER NOT NULL,
    "none" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "strings" TEXT[] DEFAULT ARRAY['a', 'it''s', 'b\c']::TEXT[],
    "ints" INTEGER[] DEFAULT ARRAY[1, -2]::INTEGER[],
    "bigInts" BIGINT[] DEFAULT ARRAY[1]::BIGINT[],
    "floats" DOUBLE PRECISION[] DEFAULT ARRAY[1.5]::DOUBLE PRECISION[],
    "decimals" DECIMAL(65,30)[] DEFAULT ARRAY[1.50, 2.0]::DECIMAL(65,30)[],
    "booleans" BOOLEAN[] DEFAULT ARRAY[true, false]::BOOLEAN[],
    "jsons" JSONB[] DEFAULT ARRAY['{"a":1}', '2']::JSONB[],
    "bytes" BYTEA[] DEFAULT ARRAY['\x68656c6c6f']::BYTEA[],
    "times" TIMESTAMP(3)[] DEFAULT ARRAY['2020-01-01 00:00:00 +00:00']::TIMESTAMP(3)[],
    "roles" "Role"[] DEFAULT ARRAY['user', 'ADMIN']::"Role"[],
    "short" VARCHAR(3)[] DEFAULT ARRAY['x']::VARCHAR(3)[],

    CONSTRAINT "ListDefaults_pkey" PRIMARY KEY ("id")
);
