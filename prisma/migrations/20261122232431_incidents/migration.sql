-- CreateEnum
CREATE TYPE "incident_phase" AS ENUM ('detection', 'analysis', 'containment', 'eradication', 'recovery', 'lessons');

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "incident_id" UUID;

-- CreateTable
CREATE TABLE "incident_policy" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "matrix" JSONB NOT NULL,
    "reaction_minutes" INTEGER[],
    "update_minutes" INTEGER[],
    "warn_percent" SMALLINT[],
    "review_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "incident_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "severity" SMALLINT NOT NULL,
    "phase" "incident_phase" NOT NULL DEFAULT 'detection',
    "outcome" TEXT,
    "merged_into_id" UUID,
    "exercise" BOOLEAN NOT NULL DEFAULT false,
    "techniques" TEXT[],
    "policy_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "contained_at" TIMESTAMPTZ(3),
    "eradicated_at" TIMESTAMPTZ(3),
    "recovered_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "aware_at" TIMESTAMPTZ(3),
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_entry" (
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "incident_entry_pkey" PRIMARY KEY ("incident_id","seq")
);

-- CreateTable
CREATE TABLE "incident_clock" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "marks" SMALLINT[],
    "next_mark" SMALLINT,
    "next_at" TIMESTAMPTZ(3),
    "breached_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,
    "stopped_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "incident_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_role" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "incident_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_finding" (
    "incident_id" UUID NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "incident_finding_pkey" PRIMARY KEY ("incident_id","finding_id")
);

-- CreateTable
CREATE TABLE "incident_task" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "part" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "step" TEXT,
    "assignee_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_observable" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "malicious" TEXT NOT NULL DEFAULT 'unknown',
    "tlp" TEXT NOT NULL DEFAULT 'amber',
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_observable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_asset" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'suspected',
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_evidence" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "collected_at" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT NOT NULL DEFAULT '',
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" UUID NOT NULL,

    CONSTRAINT "incident_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_evidence_chunk" (
    "evidence_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "incident_evidence_chunk_pkey" PRIMARY KEY ("evidence_id","index")
);

-- CreateTable
CREATE TABLE "incident_custody" (
    "id" UUID NOT NULL,
    "evidence_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verb" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "incident_custody_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "incident_policy_number_key" ON "incident_policy"("number");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE INDEX "incident_closed_at_priority_declared_at_idx" ON "incident"("closed_at", "priority", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "incident_product_id_declared_at_idx" ON "incident"("product_id", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "incident_merged_into_id_idx" ON "incident"("merged_into_id");

-- CreateIndex
CREATE INDEX "incident_entry_kind_at_idx" ON "incident_entry"("kind", "at");

-- CreateIndex
CREATE INDEX "incident_clock_next_at_idx" ON "incident_clock"("next_at");

-- CreateIndex
CREATE INDEX "incident_clock_incident_id_started_at_idx" ON "incident_clock"("incident_id", "started_at");

-- CreateIndex
CREATE INDEX "incident_role_incident_id_idx" ON "incident_role"("incident_id");

-- CreateIndex
CREATE INDEX "incident_role_person_id_until_idx" ON "incident_role"("person_id", "until");

-- CreateIndex
CREATE INDEX "incident_finding_finding_id_idx" ON "incident_finding"("finding_id");

-- CreateIndex
CREATE INDEX "incident_task_assignee_id_state_idx" ON "incident_task"("assignee_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "incident_task_incident_id_number_key" ON "incident_task"("incident_id", "number");

-- CreateIndex
CREATE INDEX "incident_observable_kind_value_idx" ON "incident_observable"("kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "incident_observable_incident_id_kind_value_key" ON "incident_observable"("incident_id", "kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "incident_asset_incident_id_kind_name_key" ON "incident_asset"("incident_id", "kind", "name");

-- CreateIndex
CREATE UNIQUE INDEX "incident_evidence_incident_id_number_key" ON "incident_evidence"("incident_id", "number");

-- CreateIndex
CREATE INDEX "incident_custody_evidence_id_at_idx" ON "incident_custody"("evidence_id", "at");

-- CreateIndex
CREATE INDEX "alert_incident_id_idx" ON "alert"("incident_id");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "incident_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_clock" ADD CONSTRAINT "incident_clock_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_role" ADD CONSTRAINT "incident_role_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_role" ADD CONSTRAINT "incident_role_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_finding" ADD CONSTRAINT "incident_finding_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_finding" ADD CONSTRAINT "incident_finding_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_task" ADD CONSTRAINT "incident_task_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_task" ADD CONSTRAINT "incident_task_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_observable" ADD CONSTRAINT "incident_observable_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_asset" ADD CONSTRAINT "incident_asset_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_evidence" ADD CONSTRAINT "incident_evidence_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_evidence" ADD CONSTRAINT "incident_evidence_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_evidence_chunk" ADD CONSTRAINT "incident_evidence_chunk_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "incident_evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_custody" ADD CONSTRAINT "incident_custody_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "incident_evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One clock of a kind runs at a time.
CREATE UNIQUE INDEX "incident_clock_running" ON "incident_clock"("incident_id", "kind") WHERE "stopped_at" IS NULL;
-- One person has a part once at a time; of commander, deputy, scribe and communications there is one.
CREATE UNIQUE INDEX "incident_role_held" ON "incident_role"("incident_id", "role", "person_id") WHERE "until" IS NULL;
CREATE UNIQUE INDEX "incident_role_single" ON "incident_role"("incident_id", "role") WHERE "until" IS NULL AND "role" <> 'expert';

-- Log, evidence and its custody take INSERT and SELECT only, from every role, the owner included.
CREATE FUNCTION "refuse_incident_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is recorded of incidents is append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "incident_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
CREATE TRIGGER "incident_evidence_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_evidence"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
CREATE TRIGGER "incident_evidence_chunk_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_evidence_chunk"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
CREATE TRIGGER "incident_custody_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_custody"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();

ALTER TABLE "incident_entry" ENABLE ALWAYS TRIGGER "incident_entry_append_only";
ALTER TABLE "incident_evidence" ENABLE ALWAYS TRIGGER "incident_evidence_append_only";
ALTER TABLE "incident_evidence_chunk" ENABLE ALWAYS TRIGGER "incident_evidence_chunk_append_only";
ALTER TABLE "incident_custody" ENABLE ALWAYS TRIGGER "incident_custody_append_only";

-- Whoever looks at an incident hears of each entry when its transaction commits (lib/incidents/mutations/keep.ts).
CREATE FUNCTION "announce_incident_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lagebild_incident', NEW."incident_id" || ' ' || NEW."seq");
  RETURN NULL;
END $$;
CREATE TRIGGER "incident_entry_announced" AFTER INSERT ON "incident_entry"
  FOR EACH ROW EXECUTE FUNCTION "announce_incident_entry"();

-- What holds until an administrator says something else: the defaults that are promised (reaction 15 min, 1 h, 4 h, 24 h).
INSERT INTO "incident_policy" ("id", "number", "valid_from", "matrix", "reaction_minutes", "update_minutes", "warn_percent",
  "review_days", "created_at", "created_by_name")
VALUES (gen_random_uuid(), 1, '2000-01-01T00:00:00Z',
  '{"high":{"high":1,"medium":2,"low":3},"medium":{"high":2,"medium":3,"low":4},"low":{"high":3,"medium":4,"low":4}}',
  '{15,60,240,1440}', '{30,60,240,1440}', '{50,75,90}', 7, now(), 'Lagebild');
