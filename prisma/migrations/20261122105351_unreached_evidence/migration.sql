-- AlterTable
ALTER TABLE "finding_source" ADD COLUMN     "unreached" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex: few rows, looked for by each import of their source.
CREATE INDEX "finding_source_unreached_idx" ON "finding_source"("source_id") WHERE "unreached";
