-- CreateTable
CREATE TABLE "incident_duty" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "regime" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "applies" TEXT NOT NULL DEFAULT 'undecided',
    "proposed_by" TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',
    "trust_service" BOOLEAN NOT NULL DEFAULT false,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_sheet" (
    "incident_id" UUID NOT NULL,
    "values" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "duty_sheet_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "duty_follow" (
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "duty_follow_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "duty_report" (
    "id" UUID NOT NULL,
    "duty_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_by" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "receipt" TEXT NOT NULL DEFAULT '',
    "delay_reason" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3),
    "values" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "duty_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_ask" (
    "id" UUID NOT NULL,
    "duty_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "question" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" TEXT NOT NULL DEFAULT '',
    "noted_by" TEXT NOT NULL,

    CONSTRAINT "duty_ask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_review" (
    "incident_id" UUID NOT NULL,
    "owner_id" UUID,
    "meeting_at" TIMESTAMPTZ(3),
    "content" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_review_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "incident_action" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "ticket" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "soon_at" TIMESTAMPTZ(3),
    "overdue_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_publication" (
    "incident_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "review_publication_pkey" PRIMARY KEY ("incident_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "incident_duty_incident_id_regime_key" ON "incident_duty"("incident_id", "regime");

-- CreateIndex
CREATE UNIQUE INDEX "duty_report_duty_id_stage_number_key" ON "duty_report"("duty_id", "stage", "number");

-- CreateIndex
CREATE INDEX "duty_ask_duty_id_idx" ON "duty_ask"("duty_id");

-- CreateIndex
CREATE INDEX "incident_action_state_due_on_idx" ON "incident_action"("state", "due_on");

-- CreateIndex
CREATE INDEX "incident_action_owner_id_state_idx" ON "incident_action"("owner_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "incident_action_incident_id_number_key" ON "incident_action"("incident_id", "number");

-- AddForeignKey
ALTER TABLE "incident_duty" ADD CONSTRAINT "incident_duty_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_sheet" ADD CONSTRAINT "duty_sheet_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_follow" ADD CONSTRAINT "duty_follow_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_report" ADD CONSTRAINT "duty_report_duty_id_fkey" FOREIGN KEY ("duty_id") REFERENCES "incident_duty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_ask" ADD CONSTRAINT "duty_ask_duty_id_fkey" FOREIGN KEY ("duty_id") REFERENCES "incident_duty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_review" ADD CONSTRAINT "incident_review_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_review" ADD CONSTRAINT "incident_review_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_action" ADD CONSTRAINT "incident_action_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_action" ADD CONSTRAINT "incident_action_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_publication" ADD CONSTRAINT "review_publication_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent and what was published stays as it was.
CREATE TRIGGER "duty_report_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "duty_report"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
CREATE TRIGGER "review_publication_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "review_publication"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "duty_report" ENABLE ALWAYS TRIGGER "duty_report_append_only";
ALTER TABLE "review_publication" ENABLE ALWAYS TRIGGER "review_publication_append_only";
