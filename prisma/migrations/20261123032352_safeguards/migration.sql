-- CreateTable
CREATE TABLE "safeguard_terms" (
    "id" UUID NOT NULL,
    "safeguard" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "owner_id" UUID,
    "at_least" DOUBLE PRECISION,
    "days" INTEGER,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "safeguard_terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "safeguard_state" (
    "id" BIGSERIAL NOT NULL,
    "safeguard" TEXT NOT NULL,
    "product_id" UUID,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "counts" BOOLEAN NOT NULL,
    "good" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "unclear" INTEGER NOT NULL,
    "at_least" DOUBLE PRECISION NOT NULL,
    "days" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,
    "fresh_at" TIMESTAMPTZ(3),

    CONSTRAINT "safeguard_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "safeguard_attestation" (
    "id" UUID NOT NULL,
    "safeguard" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "safeguard_attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "safeguard_exception" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "safeguard" TEXT NOT NULL,
    "team_id" UUID,
    "product_id" UUID,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "requester_id" UUID NOT NULL,
    "requester_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decider_id" UUID,
    "decider_name" TEXT NOT NULL DEFAULT '',
    "approved" BOOLEAN,
    "decision_note" TEXT NOT NULL DEFAULT '',
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "safeguard_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "safeguard_run" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ms" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "own" TEXT NOT NULL,

    CONSTRAINT "safeguard_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "safeguard_terms_safeguard_number_key" ON "safeguard_terms"("safeguard", "number");

-- CreateIndex
CREATE INDEX "safeguard_state_safeguard_product_id_valid_from_idx" ON "safeguard_state"("safeguard", "product_id", "valid_from" DESC);

-- CreateIndex
CREATE INDEX "safeguard_state_product_id_idx" ON "safeguard_state"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "safeguard_attestation_safeguard_number_key" ON "safeguard_attestation"("safeguard", "number");

-- CreateIndex
CREATE UNIQUE INDEX "safeguard_exception_number_key" ON "safeguard_exception"("number");

-- CreateIndex
CREATE INDEX "safeguard_exception_safeguard_idx" ON "safeguard_exception"("safeguard");

-- CreateIndex
CREATE INDEX "safeguard_exception_team_id_idx" ON "safeguard_exception"("team_id");

-- CreateIndex
CREATE INDEX "safeguard_exception_product_id_idx" ON "safeguard_exception"("product_id");

-- CreateIndex
CREATE INDEX "safeguard_run_at_idx" ON "safeguard_run"("at" DESC);

-- AddForeignKey
ALTER TABLE "safeguard_terms" ADD CONSTRAINT "safeguard_terms_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safeguard_state" ADD CONSTRAINT "safeguard_state_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safeguard_exception" ADD CONSTRAINT "safeguard_exception_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safeguard_exception" ADD CONSTRAINT "safeguard_exception_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One row is open for a promise and a product, and one for the whole.
CREATE UNIQUE INDEX "safeguard_state_open_key" ON "safeguard_state" ("safeguard", "product_id") NULLS NOT DISTINCT WHERE "valid_to" IS NULL;

-- A state is one of four, and what is good or unclear is part of the total.
ALTER TABLE "safeguard_state"
  ADD CONSTRAINT "safeguard_state_named" CHECK ("state" IN ('met', 'partly', 'missed', 'unknown')),
  ADD CONSTRAINT "safeguard_state_parts" CHECK ("good" >= 0 AND "unclear" >= 0 AND "good" + "unclear" <= "total"),
  ADD CONSTRAINT "safeguard_state_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from");

-- Nobody approves what they asked for; what is approved names who did.
ALTER TABLE "safeguard_exception"
  ADD CONSTRAINT "safeguard_exception_another" CHECK ("decider_id" IS NULL OR "decider_id" <> "requester_id"),
  ADD CONSTRAINT "safeguard_exception_decided" CHECK (("approved" IS NULL) = ("decided_at" IS NULL) AND ("approved" IS NULL) = ("decider_id" IS NULL)),
  ADD CONSTRAINT "safeguard_exception_place" CHECK ("team_id" IS NULL OR "product_id" IS NULL);
