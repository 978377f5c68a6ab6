-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Native" (
    "id" INTEGER NOT NULL,
    "smallInt" SMALLINT NOT NULL,
    "oid" OID NOT NULL,
    "bigInt" BIGINT NOT NULL,
    "real" REAL NOT NULL,
    "doublePrecision" DOUBLE PRECISION NOT NULL,
    "decimal" DECIMAL NOT NULL,
    "decimalOf" DECIMAL(10,2) NOT NULL,
    "money" MONEY NOT NULL,
    "boolean" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "varChar" VARCHAR NOT NULL,
    "varCharOf" VARCHAR(255) NOT NULL,
    "char" CHAR NOT NULL,
    "charOf" CHAR(2) NOT NULL,
    "bit" BIT NOT NULL,
    "bitOf" BIT(8) NOT NULL,
    "varBit" VARBIT NOT NULL,
    "varBitOf" VARBIT(8) NOT NULL,
    "uuid" UUID NOT NULL,
    "xml" XML NOT NULL,
    "inet" INET NOT NULL,
    "citext" CITEXT NOT NULL,
    "timestamp" TIMESTAMP NOT NULL,
    "timestampOf" TIMESTAMP(6) NOT NULL,
    "timestamptz" TIMESTAMPTZ NOT NULL,
    "timestamptzOf" TIMESTAMPTZ(0) NOT NULL,
    "date" DATE NOT NULL,
    "time" TIME NOT NULL,
    "timeOf" TIME(3) NOT NULL,
    "timetz" TIMETZ NOT NULL,
    "timetzOf" TIMETZ(2) NOT NULL,
    "json" JSON NOT NULL,
    "jsonB" JSONB NOT NULL,
    "byteA" BYTEA NOT NULL,

    CONSTRAINT "Native_pkey" PRIMARY KEY ("id")
);
