-- AlterTable
ALTER TABLE "import" ADD COLUMN     "reading" JSONB,
ADD COLUMN     "reading_digest" BYTEA;

-- CreateIndex
CREATE INDEX "import_product_id_reading_digest_idx" ON "import"("product_id", "reading_digest");
