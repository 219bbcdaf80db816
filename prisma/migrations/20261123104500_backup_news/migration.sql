-- AlterTable
ALTER TABLE "backup_source" ADD COLUMN     "news" JSONB NOT NULL DEFAULT '[]';
