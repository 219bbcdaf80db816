-- CreateEnum
CREATE TYPE "bulk_job_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "bulk_job" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "order" JSONB NOT NULL,
    "query" TEXT,
    "as_of" TEXT,
    "state" "bulk_job_state" NOT NULL DEFAULT 'queued',
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "outcome" JSONB NOT NULL DEFAULT '[]',
    "stale" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "turn_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_asked_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_slice" (
    "job_id" UUID NOT NULL,
    "nth" INTEGER NOT NULL,
    "finding_ids" INTEGER[],

    CONSTRAINT "bulk_slice_pkey" PRIMARY KEY ("job_id","nth")
);

-- CreateIndex
CREATE INDEX "bulk_job_person_id_created_at_idx" ON "bulk_job"("person_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "bulk_job" ADD CONSTRAINT "bulk_job_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_slice" ADD CONSTRAINT "bulk_slice_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits for its turn, the longest first: few rows, however many jobs there were.
CREATE INDEX "bulk_job_waiting_idx" ON "bulk_job" ("turn_at") WHERE "state" IN ('queued', 'running');
