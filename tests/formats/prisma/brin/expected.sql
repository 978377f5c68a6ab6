-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Brin" (
    "id" INTEGER NOT NULL,
    "bit" BIT(3) NOT NULL,
    "varBit" VARBIT NOT NULL,
    "char" CHAR(3) NOT NULL,
    "byteA" BYTEA NOT NULL,
    "date" DATE NOT NULL,
    "real" REAL NOT NULL,
    "dbl" DOUBLE PRECISION NOT NULL,
    "inet" INET NOT NULL,
    "small" SMALLINT NOT NULL,
    "int" INTEGER NOT NULL,
    "big" BIGINT NOT NULL,
    "num" DECIMAL(65,30) NOT NULL,
    "oid" OID NOT NULL,
    "text" TEXT NOT NULL,
    "ts" TIMESTAMP(3) NOT NULL,
    "tstz" TIMESTAMPTZ NOT NULL,
    "time" TIME NOT NULL,
    "timetz" TIMETZ NOT NULL,
    "uuid" UUID NOT NULL,

    CONSTRAINT "Brin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bit_BitMinMaxOps" ON "Brin" USING BRIN ("bit" bit_minmax_ops);

-- CreateIndex
CREATE INDEX "varBit_VarBitMinMaxOps" ON "Brin" USING BRIN ("varBit" varbit_minmax_ops);

-- CreateIndex
CREATE INDEX "char_BpcharBloomOps" ON "Brin" USING BRIN ("char" bpchar_bloom_ops);

-- CreateIndex
CREATE INDEX "char_BpcharMinMaxOps" ON "Brin" USING BRIN ("char" bpchar_minmax_ops);

-- CreateIndex
CREATE INDEX "byteA_ByteaBloomOps" ON "Brin" USING BRIN ("byteA" bytea_bloom_ops);

-- CreateIndex
CREATE INDEX "byteA_ByteaMinMaxOps" ON "Brin" USING BRIN ("byteA" bytea_minmax_ops);

-- CreateIndex
CREATE INDEX "date_DateBloomOps" ON "Brin" USING BRIN ("date" date_bloom_ops);

-- CreateIndex
CREATE INDEX "date_DateMinMaxOps" ON "Brin" USING BRIN ("date" date_minmax_ops);

-- CreateIndex
CREATE INDEX "date_DateMinMaxMultiOps" ON "Brin" USING BRIN ("date" date_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "real_Float4BloomOps" ON "Brin" USING BRIN ("real" float4_bloom_ops);

-- CreateIndex
CREATE INDEX "real_Float4MinMaxOps" ON "Brin" USING BRIN ("real" float4_minmax_ops);

-- CreateIndex
CREATE INDEX "real_Float4MinMaxMultiOps" ON "Brin" USING BRIN ("real" float4_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "dbl_Float8BloomOps" ON "Brin" USING BRIN ("dbl" float8_bloom_ops);

-- CreateIndex
CREATE INDEX "dbl_Float8MinMaxOps" ON "Brin" USING BRIN ("dbl" float8_minmax_ops);

-- CreateIndex
CREATE INDEX "dbl_Float8MinMaxMultiOps" ON "Brin" USING BRIN ("dbl" float8_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "inet_InetInclusionOps" ON "Brin" USING BRIN ("inet" inet_inclusion_ops);

-- CreateIndex
CREATE INDEX "inet_InetBloomOps" ON "Brin" USING BRIN ("inet" inet_bloom_ops);

-- CreateIndex
CREATE INDEX "inet_InetMinMaxOps" ON "Brin" USING BRIN ("inet" inet_minmax_ops);

-- CreateIndex
CREATE INDEX "inet_InetMinMaxMultiOps" ON "Brin" USING BRIN ("inet" inet_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "small_Int2BloomOps" ON "Brin" USING BRIN ("small" int2_bloom_ops);

-- CreateIndex
CREATE INDEX "small_Int2MinMaxOps" ON "Brin" USING BRIN ("small" int2_minmax_ops);

-- CreateIndex
CREATE INDEX "small_Int2MinMaxMultiOps" ON "Brin" USING BRIN ("small" int2_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "int_Int4BloomOps" ON "Brin" USING BRIN ("int" int4_bloom_ops);

-- CreateIndex
CREATE INDEX "int_Int4MinMaxOps" ON "Brin" USING BRIN ("int" int4_minmax_ops);

-- CreateIndex
CREATE INDEX "int_Int4MinMaxMultiOps" ON "Brin" USING BRIN ("int" int4_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "big_Int8BloomOps" ON "Brin" USING BRIN ("big" int8_bloom_ops);

-- CreateIndex
CREATE INDEX "big_Int8MinMaxOps" ON "Brin" USING BRIN ("big" int8_minmax_ops);

-- CreateIndex
CREATE INDEX "big_Int8MinMaxMultiOps" ON "Brin" USING BRIN ("big" int8_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "num_NumericBloomOps" ON "Brin" USING BRIN ("num" numeric_bloom_ops);

-- CreateIndex
CREATE INDEX "num_NumericMinMaxOps" ON "Brin" USING BRIN ("num" numeric_minmax_ops);

-- CreateIndex
CREATE INDEX "num_NumericMinMaxMultiOps" ON "Brin" USING BRIN ("num" numeric_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "oid_OidBloomOps" ON "Brin" USING BRIN ("oid" oid_bloom_ops);

-- CreateIndex
CREATE INDEX "oid_OidMinMaxOps" ON "Brin" USING BRIN ("oid" oid_minmax_ops);

-- CreateIndex
CREATE INDEX "oid_OidMinMaxMultiOps" ON "Brin" USING BRIN ("oid" oid_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "text_TextBloomOps" ON "Brin" USING BRIN ("text" text_bloom_ops);

-- CreateIndex
CREATE INDEX "text_TextMinMaxOps" ON "Brin" USING BRIN ("text" text_minmax_ops);

-- CreateIndex
CREATE INDEX "ts_TimestampBloomOps" ON "Brin" USING BRIN ("ts" timestamp_bloom_ops);

-- CreateIndex
CREATE INDEX "ts_TimestampMinMaxOps" ON "Brin" USING BRIN ("ts" timestamp_minmax_ops);

-- CreateIndex
CREATE INDEX "ts_TimestampMinMaxMultiOps" ON "Brin" USING BRIN ("ts" timestamp_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "tstz_TimestampTzBloomOps" ON "Brin" USING BRIN ("tstz" timestamptz_bloom_ops);

-- CreateIndex
CREATE INDEX "tstz_TimestampTzMinMaxOps" ON "Brin" USING BRIN ("tstz" timestamptz_minmax_ops);

-- CreateIndex
CREATE INDEX "tstz_TimestampTzMinMaxMultiOps" ON "Brin" USING BRIN ("tstz" timestamptz_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "time_TimeBloomOps" ON "Brin" USING BRIN ("time" time_bloom_ops);

-- CreateIndex
CREATE INDEX "time_TimeMinMaxOps" ON "Brin" USING BRIN ("time" time_minmax_ops);

-- CreateIndex
CREATE INDEX "time_TimeMinMaxMultiOps" ON "Brin" USING BRIN ("time" time_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "timetz_TimeTzBloomOps" ON "Brin" USING BRIN ("timetz" timetz_bloom_ops);

-- CreateIndex
CREATE INDEX "timetz_TimeTzMinMaxOps" ON "Brin" USING BRIN ("timetz" timetz_minmax_ops);

-- CreateIndex
CREATE INDEX "timetz_TimeTzMinMaxMultiOps" ON "Brin" USING BRIN ("timetz" timetz_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "uuid_UuidBloomOps" ON "Brin" USING BRIN ("uuid" uuid_bloom_ops);

-- CreateIndex
CREATE INDEX "uuid_UuidMinMaxOps" ON "Brin" USING BRIN ("uuid" uuid_minmax_ops);

-- CreateIndex
CREATE INDEX "uuid_UuidMinMaxMultiOps" ON "Brin" USING BRIN ("uuid" uuid_minmax_multi_ops);
