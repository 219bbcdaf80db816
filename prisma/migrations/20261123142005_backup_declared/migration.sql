-- AlterTable
ALTER TABLE "backup_source" ADD COLUMN     "declared" JSONB NOT NULL DEFAULT '[]';
