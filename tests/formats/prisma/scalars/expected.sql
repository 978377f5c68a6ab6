-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Every" (
    "int" INTEGER NOT NULL,
    "bigInt" BIGINT NOT NULL,
    "float" DOUBLE PRECISION NOT NULL,
    "decimal" DECIMAL(65,30) NOT NULL,
    "boolean" BOOLEAN NOT NULL,
    "string" TEXT NOT NULL,
    "dateTime" TIMESTAMP(3) NOT NULL,
    "json" JSONB NOT NULL,
    "bytes" BYTEA NOT NULL,
    "intQ" INTEGER,
    "bigIntQ" BIGINT,
    "floatQ" DOUBLE PRECISION,
    "decimalQ" DECIMAL(65,30),
    "booleanQ" BOOLEAN,
    "stringQ" TEXT,
    "timeQ" TIMESTAMP(3),
    "jsonQ" JSONB,
    "bytesQ" BYTEA,

    CONSTRAINT "Every_pkey" PRIMARY KEY ("int")
);
