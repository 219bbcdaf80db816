-- CreateTable
CREATE TABLE "on_call_schedule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "layers" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "on_call_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "on_call_override" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "on_call_override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_chain" (
    "id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "number" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "steps" JSONB,
    "repeats" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "escalation_chain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_channel" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "secret" BYTEA,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "escalation_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_run" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "cause" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "chain_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "step" SMALLINT NOT NULL DEFAULT 0,
    "round" SMALLINT NOT NULL DEFAULT 0,
    "round_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "held_at" TIMESTAMPTZ(3),
    "alert_due" BOOLEAN NOT NULL DEFAULT false,
    "stopped_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,

    CONSTRAINT "escalation_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_delivery" (
    "id" UUID NOT NULL,
    "run_id" UUID,
    "incident_id" UUID,
    "kind" TEXT NOT NULL,
    "channel_id" UUID,
    "person_id" UUID,
    "recipient" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "important" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_attempt" (
    "delivery_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ms" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "error" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "escalation_attempt_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "escalation_profile" (
    "person_id" UUID NOT NULL,
    "default_kinds" TEXT[],
    "important_kinds" TEXT[],
    "working_hours" JSONB,
    "quiet_hours" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "escalation_profile_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "on_call_schedule_name_key" ON "on_call_schedule"("name");

-- CreateIndex
CREATE INDEX "on_call_override_schedule_id_to_idx" ON "on_call_override"("schedule_id", "to");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_chain_place_priority_number_key" ON "escalation_chain"("place", "priority", "number");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_channel_name_key" ON "escalation_channel"("name");

-- CreateIndex
CREATE INDEX "escalation_run_next_at_idx" ON "escalation_run"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_run_incident_id_cause_key" ON "escalation_run"("incident_id", "cause");

-- CreateIndex
CREATE INDEX "escalation_delivery_next_at_idx" ON "escalation_delivery"("next_at");

-- CreateIndex
CREATE INDEX "escalation_delivery_incident_id_created_at_idx" ON "escalation_delivery"("incident_id", "created_at");

-- CreateIndex
CREATE INDEX "escalation_delivery_state_created_at_idx" ON "escalation_delivery"("state", "created_at");

-- AddForeignKey
ALTER TABLE "on_call_override" ADD CONSTRAINT "on_call_override_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "on_call_schedule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_override" ADD CONSTRAINT "on_call_override_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_run" ADD CONSTRAINT "escalation_run_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_run" ADD CONSTRAINT "escalation_run_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "escalation_chain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_delivery" ADD CONSTRAINT "escalation_delivery_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "escalation_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_delivery" ADD CONSTRAINT "escalation_delivery_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_delivery" ADD CONSTRAINT "escalation_delivery_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "escalation_channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_delivery" ADD CONSTRAINT "escalation_delivery_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_attempt" ADD CONSTRAINT "escalation_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "escalation_delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_profile" ADD CONSTRAINT "escalation_profile_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Runs that are under way.
CREATE INDEX "escalation_run_live" ON "escalation_run" ("incident_id") WHERE "stopped_at" IS NULL;

-- Attempts are a record: only ever added to.
CREATE TRIGGER "escalation_attempt_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "escalation_attempt"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "escalation_attempt" ENABLE ALWAYS TRIGGER "escalation_attempt_append_only";

-- Without any configuration the responders who reach the product are called.
INSERT INTO "escalation_chain" ("id", "place", "priority", "number", "valid_from", "steps", "repeats", "created_at", "created_by")
SELECT gen_random_uuid(), 'organisation', priority, 1, '2026-01-01T00:00:00Z', (
  SELECT jsonb_agg(jsonb_build_object('delayMinutes', delay, 'target', jsonb_build_object('kind', 'fallback'),
    'personal', true, 'channels', '[]'::jsonb, 'important', important) ORDER BY delay) FROM unnest(delays) AS delay
), repeats, '2026-01-01T00:00:00Z', 'Lagebild'
FROM (VALUES (1, ARRAY[0, 5], 2, true), (2, ARRAY[0, 20], 1, true), (3, ARRAY[60], 1, false), (4, ARRAY[480], 0, false))
  AS standard (priority, delays, repeats, important);
