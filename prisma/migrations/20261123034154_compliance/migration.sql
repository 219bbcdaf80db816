-- CreateTable
CREATE TABLE "compliance_catalogue" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "oscal_version" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "withdrawn" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "imported_by_id" UUID NOT NULL,
    "imported_by_name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "compliance_catalogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "control_decision" (
    "framework" TEXT NOT NULL,
    "control" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "applicable" BOOLEAN,
    "justification" TEXT NOT NULL,
    "implementation" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "owner_id" UUID,
    "owner_name" TEXT NOT NULL DEFAULT '',
    "backing" JSONB,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "control_decision_pkey" PRIMARY KEY ("framework","control","number")
);

-- CreateTable
CREATE TABLE "compliance_audit" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "frameworks" TEXT[],
    "auditor" TEXT NOT NULL DEFAULT '',
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "held_on" DATE,
    "result" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "compliance_audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_finding" (
    "id" UUID NOT NULL,
    "audit_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "grade" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "framework" TEXT NOT NULL DEFAULT '',
    "control" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "evidence" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "compliance_document" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "edition" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID NOT NULL,
    "review_months" INTEGER NOT NULL,
    "reviewed_on" DATE,
    "review_due_on" DATE NOT NULL,
    "valid_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "compliance_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_review" (
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_on" DATE NOT NULL,
    "edition" TEXT NOT NULL,
    "review_due_on" DATE NOT NULL,
    "valid_until" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "document_review_pkey" PRIMARY KEY ("document_id","number")
);

-- CreateTable
CREATE TABLE "evidence_package" (
    "id" UUID NOT NULL,
    "framework" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "size" INTEGER,
    "sha256" TEXT,
    "data" BYTEA,

    CONSTRAINT "evidence_package_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "compliance_catalogue_number_key" ON "compliance_catalogue"("number");

-- CreateIndex
CREATE UNIQUE INDEX "compliance_catalogue_sha256_key" ON "compliance_catalogue"("sha256");

-- CreateIndex
CREATE INDEX "control_decision_framework_at_idx" ON "control_decision"("framework", "at");

-- CreateIndex
CREATE UNIQUE INDEX "compliance_audit_number_key" ON "compliance_audit"("number");

-- CreateIndex
CREATE INDEX "compliance_audit_kind_state_held_on_idx" ON "compliance_audit"("kind", "state", "held_on");

-- CreateIndex
CREATE INDEX "compliance_audit_state_due_on_idx" ON "compliance_audit"("state", "due_on");

-- CreateIndex
CREATE INDEX "audit_finding_state_due_on_idx" ON "audit_finding"("state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "audit_finding_audit_id_number_key" ON "audit_finding"("audit_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "compliance_document_number_key" ON "compliance_document"("number");

-- CreateIndex
CREATE INDEX "compliance_document_archived_at_review_due_on_idx" ON "compliance_document"("archived_at", "review_due_on");

-- CreateIndex
CREATE INDEX "evidence_package_state_asked_at_idx" ON "evidence_package"("state", "asked_at");

-- AddForeignKey
ALTER TABLE "compliance_audit" ADD CONSTRAINT "compliance_audit_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_finding" ADD CONSTRAINT "audit_finding_audit_id_fkey" FOREIGN KEY ("audit_id") REFERENCES "compliance_audit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_finding" ADD CONSTRAINT "audit_finding_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance_document" ADD CONSTRAINT "compliance_document_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_review" ADD CONSTRAINT "document_review_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "compliance_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Words that the product writes; what is not one of them is a mistake of ours.
ALTER TABLE "compliance_audit"
    ADD CONSTRAINT "compliance_audit_words_check" CHECK (
        "kind" IN ('internal', 'external', 'compliance_review', 'risk_review')
        AND "state" IN ('planned', 'held', 'called_off')
        AND ("state" = 'held') = ("held_on" IS NOT NULL)
    );
ALTER TABLE "audit_finding"
    ADD CONSTRAINT "audit_finding_words_check" CHECK (
        "grade" IN ('major', 'minor', 'observation')
        AND "state" IN ('open', 'doing', 'done', 'rejected')
        AND ("state" IN ('done', 'rejected')) = ("ended_at" IS NOT NULL)
    );
ALTER TABLE "compliance_document"
    ADD CONSTRAINT "compliance_document_words_check" CHECK (
        "kind" IN ('policy', 'incident', 'continuity', 'recovery', 'change', 'physical', 'training', 'other')
        AND "review_months" BETWEEN 1 AND 60
    );
ALTER TABLE "evidence_package"
    ADD CONSTRAINT "evidence_package_words_check" CHECK (
        "state" IN ('asked', 'ready', 'failed', 'expired')
        AND ("state" = 'ready') = ("data" IS NOT NULL)
    );
ALTER TABLE "control_decision"
    ADD CONSTRAINT "control_decision_reason_check" CHECK ("applicable" IS DISTINCT FROM FALSE OR "justification" <> '');
