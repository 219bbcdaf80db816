-- CreateEnum
CREATE TYPE "alert_state" AS ENUM ('open', 'acknowledged', 'closed');

-- CreateEnum
CREATE TYPE "alert_verdict" AS ENUM ('true_positive', 'benign', 'false_positive', 'ended');

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "group_key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT NOT NULL DEFAULT '',
    "severity" SMALLINT NOT NULL,
    "entity" JSONB NOT NULL,
    "techniques" TEXT[],
    "state" "alert_state" NOT NULL DEFAULT 'open',
    "verdict" "alert_verdict",
    "first_at" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,
    "events" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "handled_by_id" UUID,
    "merged_into_id" UUID,
    "previous_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_event" (
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "event_id" BIGINT NOT NULL,
    "class" "event_class" NOT NULL,

    CONSTRAINT "alert_event_pkey" PRIMARY KEY ("alert_id","at","event_id")
);

-- CreateTable
CREATE TABLE "alert_step" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verb" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "alert_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_suppression" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "entity" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "events" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(6),

    CONSTRAINT "alert_suppression_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_number_key" ON "alert"("number");

-- CreateIndex
CREATE INDEX "alert_state_severity_last_at_id_idx" ON "alert"("state", "severity" DESC, "last_at" DESC, "id");

-- CreateIndex
CREATE INDEX "alert_product_id_last_at_idx" ON "alert"("product_id", "last_at" DESC);

-- CreateIndex
CREATE INDEX "alert_merged_into_id_idx" ON "alert"("merged_into_id");

-- CreateIndex
CREATE INDEX "alert_step_alert_id_at_idx" ON "alert_step"("alert_id", "at");

-- CreateIndex
CREATE INDEX "alert_suppression_product_id_expires_at_idx" ON "alert_suppression"("product_id", "expires_at");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_handled_by_id_fkey" FOREIGN KEY ("handled_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "alert"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_event" ADD CONSTRAINT "alert_event_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_suppression" ADD CONSTRAINT "alert_suppression_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is noticed again joins the alert that is not closed; only one can be.
CREATE UNIQUE INDEX "alert_group" ON "alert"("product_id", "group_key") WHERE "state" <> 'closed';
