-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Post" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "slug" VARCHAR(20) NOT NULL,
    "tags" TEXT[],
    "data" JSONB NOT NULL,
    "ip" INET NOT NULL,
    "created" TIMESTAMP(3) NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Post_title_idx" ON "Post"("title");

-- CreateIndex
CREATE INDEX "Post_title_slug_idx" ON "Post"("title", "slug");

-- CreateIndex
CREATE INDEX "Post_created_number_idx" ON "Post"("created" DESC, "number" ASC);

-- CreateIndex
CREATE INDEX "by number" ON "Post"("number");

-- CreateIndex
CREATE INDEX "legacy name" ON "Post"("slug");

-- CreateIndex
CREATE INDEX "btree" ON "Post"("number");

-- CreateIndex
CREATE INDEX "Post_slug_idx" ON "Post" USING HASH ("slug");

-- CreateIndex
CREATE INDEX "Post_tags_idx" ON "Post" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "gin_array" ON "Post" USING GIN ("tags" array_ops);

-- CreateIndex
CREATE INDEX "Post_data_idx" ON "Post" USING GIN ("data");

-- CreateIndex
CREATE INDEX "gin_json" ON "Post" USING GIN ("data" jsonb_ops);

-- CreateIndex
CREATE INDEX "gin_path" ON "Post" USING GIN ("data" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "Post_ip_idx" ON "Post" USING GIST ("ip" inet_ops);

-- CreateIndex
CREATE INDEX "spgist" ON "Post" USING SPGIST ("slug");

-- CreateIndex
CREATE INDEX "spgist_text" ON "Post" USING SPGIST ("title" text_ops);

-- CreateIndex
CREATE INDEX "spgist_inet" ON "Post" USING SPGIST ("ip" inet_ops);

-- CreateIndex
CREATE INDEX "brin" ON "Post" USING BRIN ("created", "number");

-- CreateIndex
CREATE INDEX "trgm" ON "Post" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "pattern" ON "Post"("title" text_pattern_ops DESC);
