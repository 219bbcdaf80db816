-- AlterTable
ALTER TABLE "source" ADD COLUMN     "retired_at" TIMESTAMPTZ(3),
ADD COLUMN     "retired_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retired_note" TEXT NOT NULL DEFAULT '';
