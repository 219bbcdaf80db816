-- AlterEnum
ALTER TYPE "import_state" ADD VALUE 'previewed';

-- AlterTable
ALTER TABLE "import" ADD COLUMN     "outlook" JSONB,
ADD COLUMN     "preview" BOOLEAN NOT NULL DEFAULT false;
