-- AlterTable
ALTER TABLE "report" ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "schedule_id" UUID;

-- CreateTable
CREATE TABLE "report_schedule" (
    "id" UUID NOT NULL,
    "team_id" UUID,
    "cadence" TEXT NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "hour" SMALLINT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "weeks" SMALLINT NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "report_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_recipient" (
    "schedule_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "report_recipient_pkey" PRIMARY KEY ("schedule_id","person_id")
);

-- CreateTable
CREATE TABLE "report_delivery" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "error" TEXT NOT NULL DEFAULT '',
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_schedule_next_at_idx" ON "report_schedule"("next_at");

-- CreateIndex
CREATE INDEX "report_delivery_next_at_idx" ON "report_delivery"("next_at");

-- CreateIndex
CREATE INDEX "report_delivery_schedule_id_number_idx" ON "report_delivery"("schedule_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "report_delivery_number_person_id_key" ON "report_delivery"("number", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_schedule_id_due_at_key" ON "report"("schedule_id", "due_at");

-- AddForeignKey
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_recipient" ADD CONSTRAINT "report_recipient_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "report_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_recipient" ADD CONSTRAINT "report_recipient_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "report_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
