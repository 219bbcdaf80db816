-- AlterTable
ALTER TABLE "document_review" ALTER COLUMN "reviewed_on" DROP NOT NULL;
