-- CreateEnum
CREATE TYPE "intel_kind" AS ENUM ('epss', 'kev');

-- CreateEnum
CREATE TYPE "intel_state" AS ENUM ('queued', 'running', 'done', 'unchanged', 'failed');

-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "priority" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "ssvc" SMALLINT;

-- CreateTable
CREATE TABLE "epss" (
    "cve" TEXT NOT NULL,
    "score" REAL NOT NULL,
    "percentile" REAL NOT NULL,

    CONSTRAINT "epss_pkey" PRIMARY KEY ("cve")
);

-- CreateTable
CREATE TABLE "kev" (
    "cve" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "added_on" DATE NOT NULL,
    "due_on" DATE,
    "ransomware" BOOLEAN,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "kev_pkey" PRIMARY KEY ("cve")
);

-- CreateTable
CREATE TABLE "intel_import" (
    "id" UUID NOT NULL,
    "kind" "intel_kind" NOT NULL,
    "state" "intel_state" NOT NULL DEFAULT 'queued',
    "origin" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "data" BYTEA,
    "version" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "rows" INTEGER,
    "added" INTEGER,
    "changed" INTEGER,
    "removed" INTEGER,
    "etag" TEXT,
    "last_modified" TEXT,
    "error" JSONB,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "intel_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_weighing" (
    "product_id" UUID NOT NULL,
    "basis" TEXT NOT NULL,
    "weighed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_weighing_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "ssvc_answer" (
    "finding_id" INTEGER NOT NULL,
    "point" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "answered_by_id" UUID,
    "answered_by_name" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ssvc_answer_pkey" PRIMARY KEY ("finding_id","point")
);

-- CreateIndex
CREATE INDEX "intel_import_kind_created_at_idx" ON "intel_import"("kind", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "product_weighing" ADD CONSTRAINT "product_weighing_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ssvc_answer" ADD CONSTRAINT "ssvc_answer_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "finding"
  ADD CONSTRAINT "finding_priority_check" CHECK ("priority" BETWEEN 0 AND 1000),
  ADD CONSTRAINT "finding_ssvc_check" CHECK ("ssvc" BETWEEN 0 AND 3);
ALTER TABLE "epss" ADD CONSTRAINT "epss_score_check" CHECK ("score" BETWEEN 0 AND 1 AND "percentile" BETWEEN 0 AND 1);
ALTER TABLE "intel_import" ADD CONSTRAINT "intel_import_origin_check" CHECK ("origin" IN ('mirror', 'upload', 'folder'));

-- What is open, most urgent first; and the few whose decision is more than to track them.
CREATE INDEX "finding_priority_idx" ON "finding" ("priority" DESC, "id" DESC)
  WHERE "status" IN ('open', 'confirmed', 'in_progress');
CREATE INDEX "finding_ssvc_idx" ON "finding" ("ssvc", "priority" DESC, "id" DESC)
  WHERE "ssvc" >= 1 AND "status" IN ('open', 'confirmed', 'in_progress');
