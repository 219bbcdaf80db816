-- DropForeignKey
ALTER TABLE "report_schedule" DROP CONSTRAINT "report_schedule_team_id_fkey";

-- AlterTable
ALTER TABLE "report_schedule" ADD COLUMN     "stopped" BOOLEAN NOT NULL DEFAULT false;

-- AddForeignKey
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
