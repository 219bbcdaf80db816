-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "handed_by_id" UUID;

-- The few that wait to be accepted: for the queue of whoever gave or got them.
CREATE INDEX "finding_handed_over_idx" ON "finding" ("handed_by_id") WHERE "handed_by_id" IS NOT NULL;
