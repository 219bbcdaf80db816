-- AlterEnum
ALTER TYPE "import_state" ADD VALUE 'undone';

-- AlterTable
ALTER TABLE "import" ADD COLUMN     "source_before" JSONB;

-- CreateTable
CREATE TABLE "import_before" (
    "import_id" UUID NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "finding" JSONB NOT NULL,
    "detail" JSONB,
    "evidence" JSONB,
    "pack_id" INTEGER,

    CONSTRAINT "import_before_pkey" PRIMARY KEY ("import_id","finding_id")
);

-- CreateIndex
CREATE INDEX "import_before_pack_id_idx" ON "import_before"("pack_id");
