-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLast" (
    "id" INTEGER NOT NULL,
    "aFieldWithALongNameToo" INTEGER NOT NULL,
    "anotherFieldWithAnEvenLongerNameThanTheOneBefore" INTEGER NOT NULL,

    CONSTRAINT "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Other" (
    "id" INTEGER NOT NULL,
    "thereIsNothingShortAboutThisForeignKeyEither" INTEGER NOT NULL,

    CONSTRAINT "Other_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Näme" (
    "id" INTEGER NOT NULL,
    "äääääääääääääääääääääääääääääääääääääääääääääääää" INTEGER NOT NULL,

    CONSTRAINT "Näme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLa" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,

    CONSTRAINT "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItC_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobodyWouldCh" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,

    CONSTRAINT "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobod_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE INDEX "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeA_idx" ON "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLast"("aFieldWithALongNameToo", "anotherFieldWithAnEvenLongerNameThanTheOneBefore");

-- CreateIndex
CREATE UNIQUE INDEX "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeA_key" ON "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLast"("anotherFieldWithAnEvenLongerNameThanTheOneBefore", "aFieldWithALongNameToo");

-- CreateIndex
CREATE UNIQUE INDEX "Näme_ääääääääääääääääääääääääää_key" ON "Näme"("äääääääääääääääääääääääääääääääääääääääääääääääää");

-- CreateIndex
CREATE INDEX "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItC_B_index" ON "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLa"("B");

-- CreateIndex
CREATE INDEX "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobod_B_index" ON "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobodyWouldCh"("B");

-- AddForeignKey
ALTER TABLE "Other" ADD CONSTRAINT "Other_thereIsNothingShortAboutThisForeignKeyEither_fkey" FOREIGN KEY ("thereIsNothingShortAboutThisForeignKeyEither") REFERENCES "Näme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLa" ADD CONSTRAINT "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCa_A_fkey" FOREIGN KEY ("A") REFERENCES "AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLast"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCanBeAtLa" ADD CONSTRAINT "_AVeryLongModelNameWhichGoesOnAndOnUntilItIsAsLongAsItCa_B_fkey" FOREIGN KEY ("B") REFERENCES "Other"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobodyWouldCh" ADD CONSTRAINT "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobody_A_fkey" FOREIGN KEY ("A") REFERENCES "Näme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobodyWouldCh" ADD CONSTRAINT "_ARelationNameThatIsFarLongerThanSixtyThreeBytesAsNobody_B_fkey" FOREIGN KEY ("B") REFERENCES "Other"("id") ON DELETE CASCADE ON UPDATE CASCADE;
