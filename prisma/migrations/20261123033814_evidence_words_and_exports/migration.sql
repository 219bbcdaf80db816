-- AlterTable
ALTER TABLE "incident_evidence" ALTER COLUMN "collected_at" DROP NOT NULL;

-- CreateTable
CREATE TABLE "incident_evidence_correction" (
    "evidence_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "collected_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_evidence_correction_pkey" PRIMARY KEY ("evidence_id","number")
);

-- CreateTable
CREATE TABLE "incident_evidence_export" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID NOT NULL,
    "manifest" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "incident_evidence_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_evidence_export_incident_id_idx" ON "incident_evidence_export"("incident_id");

-- AddForeignKey
ALTER TABLE "incident_evidence_correction" ADD CONSTRAINT "incident_evidence_correction_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "incident_evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_evidence_export" ADD CONSTRAINT "incident_evidence_export_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Pieces are written before the row of their file, so that the incident is held only for the last moment.
ALTER TABLE "incident_evidence_chunk" ALTER CONSTRAINT "incident_evidence_chunk_evidence_id_fkey" DEFERRABLE INITIALLY DEFERRED;

CREATE TRIGGER "incident_evidence_correction_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_evidence_correction"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
CREATE TRIGGER "incident_evidence_export_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_evidence_export"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "incident_evidence_correction" ENABLE ALWAYS TRIGGER "incident_evidence_correction_append_only";
ALTER TABLE "incident_evidence_export" ENABLE ALWAYS TRIGGER "incident_evidence_export_append_only";
