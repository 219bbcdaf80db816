-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3),
ADD COLUMN     "wake_on" JSONB,
ADD COLUMN     "woken_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "finding_watch" (
    "finding_id" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_watch_pkey" PRIMARY KEY ("finding_id","person_id")
);

-- CreateIndex
CREATE INDEX "finding_watch_person_id_idx" ON "finding_watch"("person_id");

-- AddForeignKey
ALTER TABLE "finding_watch" ADD CONSTRAINT "finding_watch_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_watch" ADD CONSTRAINT "finding_watch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The next one to wake, and the list of those that sleep.
CREATE INDEX "finding_snoozed_idx" ON "finding" ("snoozed_until") WHERE "snoozed_until" IS NOT NULL;

-- Those that wake (or were closed meanwhile) are in this index from the moment on that they escalate: the worker looks
-- into an empty index most of the time, however many sleep. Word for word as in lib/findings/mutations/wake.ts.
CREATE INDEX "finding_wakes_idx" ON "finding" ("id") WHERE "snoozed_until" IS NOT NULL AND (
  "status" NOT IN ('open', 'confirmed', 'in_progress')
  OR ("wake_on" ? 'knownExploited' AND "known_exploited")
  OR "epss" > ("wake_on" ->> 'epss')::real
  OR "severity" > ("wake_on" ->> 'severity')::smallint);

-- Exposure is the product's: which of its findings wait for that.
CREATE INDEX "finding_wakes_exposed_idx" ON "finding" ("product_id") WHERE "snoozed_until" IS NOT NULL AND "wake_on" ? 'exposed';

-- The queues of few: back again, and woken.
CREATE INDEX "finding_regressed_idx" ON "finding" ("severity" DESC, "id" DESC) WHERE "regressed";
CREATE INDEX "finding_woken_idx" ON "finding" ("severity" DESC, "id" DESC) WHERE "woken_at" IS NOT NULL;
