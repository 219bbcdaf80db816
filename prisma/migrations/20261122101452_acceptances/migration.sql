-- CreateEnum
CREATE TYPE "acceptance_state" AS ENUM ('requested', 'approved', 'rejected', 'withdrawn', 'expired', 'revoked', 'replaced');

-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "acceptance_id" UUID;

-- CreateTable
CREATE TABLE "acceptance" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "package_name" TEXT,
    "rule_id" TEXT,
    "ceiling" SMALLINT NOT NULL,
    "exploited" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "justification" TEXT NOT NULL,
    "measures" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "acceptance_state" NOT NULL DEFAULT 'requested',
    "decider_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT NOT NULL DEFAULT '',
    "warn_at" TIMESTAMPTZ(3),
    "warned_at" TIMESTAMPTZ(3),
    "ender_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "end_note" TEXT NOT NULL DEFAULT '',
    "renews_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acceptance_finding" (
    "acceptance_id" UUID NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "severity" SMALLINT NOT NULL,
    "exploited" BOOLEAN NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "before" "finding_status",
    "voided_at" TIMESTAMPTZ(3),
    "void_reason" TEXT,

    CONSTRAINT "acceptance_finding_pkey" PRIMARY KEY ("acceptance_id","finding_id")
);

-- CreateTable
CREATE TABLE "acceptance_evidence" (
    "id" UUID NOT NULL,
    "acceptance_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "data" BYTEA NOT NULL,
    "uploader_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "acceptance_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_number_key" ON "acceptance"("number");

-- CreateIndex
CREATE INDEX "acceptance_product_id_state_idx" ON "acceptance"("product_id", "state");

-- CreateIndex
CREATE INDEX "acceptance_renews_id_idx" ON "acceptance"("renews_id");

-- CreateIndex
CREATE INDEX "acceptance_finding_finding_id_idx" ON "acceptance_finding"("finding_id");

-- CreateIndex
CREATE INDEX "acceptance_evidence_acceptance_id_idx" ON "acceptance_evidence"("acceptance_id");

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_ender_id_fkey" FOREIGN KEY ("ender_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_renews_id_fkey" FOREIGN KEY ("renews_id") REFERENCES "acceptance"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_finding" ADD CONSTRAINT "acceptance_finding_acceptance_id_fkey" FOREIGN KEY ("acceptance_id") REFERENCES "acceptance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_finding" ADD CONSTRAINT "acceptance_finding_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_evidence" ADD CONSTRAINT "acceptance_evidence_acceptance_id_fkey" FOREIGN KEY ("acceptance_id") REFERENCES "acceptance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_evidence" ADD CONSTRAINT "acceptance_evidence_uploader_id_fkey" FOREIGN KEY ("uploader_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- An accepted risk has its acceptance: no path leads there without one.
ALTER TABLE "finding" ADD CONSTRAINT "finding_accepted_check"
  CHECK ("status" <> 'risk_accepted' OR "acceptance_id" IS NOT NULL);
-- What an acceptance holds now. Few rows: it costs an import nothing.
CREATE INDEX "finding_accepted_idx" ON "finding" ("acceptance_id") WHERE "status" = 'risk_accepted';

-- What the worker waits for.
CREATE INDEX "acceptance_expires_idx" ON "acceptance" ("expires_at") WHERE "state" IN ('requested', 'approved');
CREATE INDEX "acceptance_warn_idx" ON "acceptance" ("warn_at") WHERE "state" = 'approved' AND "warned_at" IS NULL;

-- Separation of duties: nobody approves, or rejects, what they asked for.
ALTER TABLE "acceptance"
  ADD CONSTRAINT "acceptance_second_person_check" CHECK ("decider_id" <> "requester_id"),
  ADD CONSTRAINT "acceptance_decided_check"
    CHECK ("state" NOT IN ('approved', 'rejected', 'revoked', 'replaced') OR ("decider_id" IS NOT NULL AND "decided_at" IS NOT NULL)),
  ADD CONSTRAINT "acceptance_scope_check" CHECK (CASE "scope"
    WHEN 'package' THEN "package_name" IS NOT NULL AND "rule_id" IS NULL
    WHEN 'rule' THEN "rule_id" IS NOT NULL AND "package_name" IS NULL
    ELSE "scope" IN ('findings', 'product') AND "package_name" IS NULL AND "rule_id" IS NULL END),
  ADD CONSTRAINT "acceptance_ceiling_check" CHECK ("ceiling" BETWEEN 0 AND 4),
  ADD CONSTRAINT "acceptance_expiry_check" CHECK ("expires_at" > "requested_at");
ALTER TABLE "acceptance_evidence" ADD CONSTRAINT "acceptance_evidence_size_check"
  CHECK ("size" BETWEEN 1 AND 10485760 AND "size" = octet_length("data"));
-- Evidence is compressed by its own formats: keep it out of the row and as it is.
ALTER TABLE "acceptance_evidence" ALTER COLUMN "data" SET STORAGE EXTERNAL;
