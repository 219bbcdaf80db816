-- DropIndex
DROP INDEX "source_product_id_scanner_target_key";

-- AlterTable
ALTER TABLE "source" ADD COLUMN     "branch" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "environment" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "image" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "image_ref" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "service" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "import" ADD COLUMN     "branch" TEXT,
ADD COLUMN     "environment" TEXT,
ADD COLUMN     "image" TEXT,
ADD COLUMN     "service" TEXT,
ADD COLUMN     "turn" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "import_key" (
    "token_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "import_id" UUID NOT NULL,
    "fingerprint" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "alive_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_key_pkey" PRIMARY KEY ("token_id","key")
);

-- CreateIndex
CREATE INDEX "import_key_created_at_idx" ON "import_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "source_product_id_scanner_target_branch_image_environment_s_key" ON "source"("product_id", "scanner", "target", "branch", "image", "environment", "service");
