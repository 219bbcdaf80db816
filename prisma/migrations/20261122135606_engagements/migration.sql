-- CreateEnum
CREATE TYPE "engagement_state" AS ENUM ('planned', 'under_way', 'reported', 'retest_due', 'closed');

-- CreateTable
CREATE TABLE "engagement" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "performer" TEXT NOT NULL,
    "company" TEXT NOT NULL DEFAULT '',
    "testers" TEXT[],
    "in_scope" TEXT NOT NULL,
    "out_of_scope" TEXT NOT NULL DEFAULT '',
    "method" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "state" "engagement_state" NOT NULL DEFAULT 'planned',
    "retest_due_on" DATE,
    "retest_told_at" TIMESTAMPTZ(3),
    "reported_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engagement_event" (
    "id" SERIAL NOT NULL,
    "engagement_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "engagement_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engagement_file" (
    "id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "data" BYTEA NOT NULL,
    "uploader_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engagement_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engagement_retest" (
    "id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "tested_on" DATE NOT NULL,
    "testers" TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "recorder_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engagement_retest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engagement_outcome" (
    "retest_id" UUID NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "engagement_outcome_pkey" PRIMARY KEY ("retest_id","finding_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "engagement_number_key" ON "engagement"("number");

-- CreateIndex
CREATE INDEX "engagement_product_id_ends_on_idx" ON "engagement"("product_id", "ends_on" DESC);

-- CreateIndex
CREATE INDEX "engagement_retest_due_on_idx" ON "engagement"("retest_due_on");

-- CreateIndex
CREATE INDEX "engagement_event_engagement_id_id_idx" ON "engagement_event"("engagement_id", "id");

-- CreateIndex
CREATE INDEX "engagement_file_engagement_id_idx" ON "engagement_file"("engagement_id");

-- CreateIndex
CREATE INDEX "engagement_retest_engagement_id_idx" ON "engagement_retest"("engagement_id");

-- CreateIndex
CREATE INDEX "engagement_outcome_finding_id_idx" ON "engagement_outcome"("finding_id");

-- AddForeignKey
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_event" ADD CONSTRAINT "engagement_event_engagement_id_fkey" FOREIGN KEY ("engagement_id") REFERENCES "engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_file" ADD CONSTRAINT "engagement_file_engagement_id_fkey" FOREIGN KEY ("engagement_id") REFERENCES "engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_file" ADD CONSTRAINT "engagement_file_uploader_id_fkey" FOREIGN KEY ("uploader_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_retest" ADD CONSTRAINT "engagement_retest_engagement_id_fkey" FOREIGN KEY ("engagement_id") REFERENCES "engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_retest" ADD CONSTRAINT "engagement_retest_recorder_id_fkey" FOREIGN KEY ("recorder_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_outcome" ADD CONSTRAINT "engagement_outcome_retest_id_fkey" FOREIGN KEY ("retest_id") REFERENCES "engagement_retest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement_outcome" ADD CONSTRAINT "engagement_outcome_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the words may be, and what must go together.
ALTER TABLE "engagement"
    ADD CONSTRAINT "engagement_kind_known" CHECK ("kind" IN ('manual', 'automated', 'both')),
    ADD CONSTRAINT "engagement_performer_known" CHECK ("performer" IN ('third_party', 'internal')),
    ADD CONSTRAINT "engagement_company_named" CHECK ("performer" <> 'third_party' OR "company" <> ''),
    ADD CONSTRAINT "engagement_ends_after_start" CHECK ("ends_on" >= "starts_on"),
    ADD CONSTRAINT "engagement_retest_has_day" CHECK (("state" = 'retest_due') = ("retest_due_on" IS NOT NULL)),
    ADD CONSTRAINT "engagement_closed_has_time" CHECK (("state" = 'closed') = ("closed_at" IS NOT NULL)),
    ADD CONSTRAINT "engagement_reported_has_time" CHECK ("state" NOT IN ('reported', 'retest_due') OR "reported_at" IS NOT NULL);
ALTER TABLE "engagement_outcome"
    ADD CONSTRAINT "engagement_outcome_known" CHECK ("outcome" IN ('fixed', 'partly', 'not_fixed', 'not_retested'));
