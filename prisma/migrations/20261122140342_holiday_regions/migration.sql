-- AlterTable
ALTER TABLE "sla_calendar" ADD COLUMN     "region" TEXT;

-- AlterTable
ALTER TABLE "sla_holiday" ADD COLUMN     "regional" BOOLEAN NOT NULL DEFAULT false;
