-- AlterTable
ALTER TABLE "import_reach" ADD COLUMN     "bare" TEXT[] DEFAULT ARRAY[]::TEXT[];
