-- AlterTable
ALTER TABLE "incident_review" ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "duty_regime_switch" (
    "id" UUID NOT NULL,
    "regime" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "duty_regime_switch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "duty_regime_switch_regime_number_key" ON "duty_regime_switch"("regime", "number");

-- What was decided for the organisation stays as it was.
CREATE TRIGGER "duty_regime_switch_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "duty_regime_switch"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "duty_regime_switch" ENABLE ALWAYS TRIGGER "duty_regime_switch_append_only";
