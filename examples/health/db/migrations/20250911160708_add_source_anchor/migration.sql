-- AlterTable
ALTER TABLE "DocChunk" ADD COLUMN     "sourceAnchor" TEXT;

-- AlterTable
ALTER TABLE "Observation" ADD COLUMN     "sourceAnchor" TEXT;
