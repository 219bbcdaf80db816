-- AlterTable
ALTER TABLE "backup_service" ADD COLUMN     "any_point" TEXT;
