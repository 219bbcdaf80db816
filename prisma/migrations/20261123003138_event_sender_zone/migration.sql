-- AlterTable
ALTER TABLE "event_sender" ADD COLUMN     "time_zone" TEXT;

-- AlterTable
ALTER TABLE "event_pack" ADD COLUMN     "time_zone" TEXT;
