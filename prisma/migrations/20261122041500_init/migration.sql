-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "finding_status" AS ENUM ('open', 'confirmed', 'in_progress', 'fixed', 'false_positive', 'risk_accepted', 'out_of_scope', 'duplicate');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('uploading', 'queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "object_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "locale" TEXT,
    "time_zone" TEXT,
    "shortcuts" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "role_grants_set_at" TIMESTAMPTZ(3),
    "last_roles" TEXT[],

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scope_grant" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "duty" TEXT,
    "team_id" UUID,
    "product_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "scope_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "roles" TEXT[],
    "acrs" TEXT[],
    "auth_time" TIMESTAMPTZ(3) NOT NULL,
    "idp_sid" TEXT,
    "login_hint" TEXT,
    "address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step_up" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "acr" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "satisfied_at" TIMESTAMPTZ(3),
    "consumed_at" TIMESTAMPTZ(3),
    "return_to" TEXT,
    "draft" JSONB,

    CONSTRAINT "step_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" CHAR(8) NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "product_id" UUID NOT NULL,
    "secret_mac" BYTEA NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "last_address" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_bucket" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "scanner" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_import_at" TIMESTAMPTZ(3),
    "last_scan_at" TIMESTAMPTZ(3),
    "last_complete_at" TIMESTAMPTZ(3),
    "expect_every_hours" INTEGER NOT NULL DEFAULT 168,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "session_id" TEXT,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "product_id" UUID,
    "text" TEXT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "seq" INTEGER NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "info" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scanner" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" SMALLINT NOT NULL,
    "status" "finding_status" NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "regressed" BOOLEAN NOT NULL DEFAULT false,
    "rule_id" TEXT NOT NULL,
    "vuln_id" TEXT,
    "ids" TEXT[],
    "cwe" INTEGER[],
    "cvss_score" REAL,
    "epss" REAL,
    "known_exploited" BOOLEAN,
    "fix_available" BOOLEAN,
    "location" TEXT NOT NULL,
    "path" TEXT,
    "package_name" TEXT,
    "package_version" TEXT,
    "fix_version" TEXT,
    "tags" TEXT[],
    "assignee_id" UUID,
    "duplicate_of_id" INTEGER,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_detail" (
    "finding_id" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "fix" TEXT NOT NULL DEFAULT '',
    "references" TEXT[],
    "cvss" JSONB NOT NULL DEFAULT '[]',
    "location" JSONB NOT NULL DEFAULT '{}',
    "severity_reported" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "finding_detail_pkey" PRIMARY KEY ("finding_id")
);

-- CreateTable
CREATE TABLE "finding_source" (
    "finding_id" INTEGER NOT NULL,
    "source_id" UUID NOT NULL,
    "present" BOOLEAN NOT NULL DEFAULT true,
    "content_hash" BYTEA NOT NULL,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "first_import_id" UUID NOT NULL,
    "last_import_id" UUID NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "scanner_id" TEXT,
    "raw" TEXT NOT NULL,

    CONSTRAINT "finding_source_pkey" PRIMARY KEY ("finding_id","source_id")
);

-- CreateTable
CREATE TABLE "finding_event" (
    "id" SERIAL NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "import_id" UUID,
    "batch_id" UUID,
    "version" INTEGER NOT NULL,

    CONSTRAINT "finding_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_comment" (
    "id" UUID NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "finding_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "noun" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_tally" (
    "id" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "status" "finding_status" NOT NULL,
    "severity" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "scanner" TEXT NOT NULL,
    "assignee_id" UUID,
    "known_exploited" BOOLEAN,
    "fix_available" BOOLEAN,
    "first_seen_on" DATE NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "finding_tally_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_flow" (
    "id" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "severity" SMALLINT NOT NULL,
    "change" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "finding_flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "source_id" UUID,
    "state" "import_state" NOT NULL DEFAULT 'uploading',
    "file_name" TEXT NOT NULL,
    "archive_id" UUID,
    "entry" TEXT,
    "size" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "format" TEXT,
    "format_forced" BOOLEAN NOT NULL DEFAULT false,
    "target" TEXT,
    "complete" BOOLEAN NOT NULL DEFAULT true,
    "scan_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "token_id" TEXT,
    "created_by_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "cancel_asked_at" TIMESTAMPTZ(3),
    "progress_bytes" BIGINT NOT NULL DEFAULT 0,
    "progress_count" INTEGER NOT NULL DEFAULT 0,
    "error" JSONB,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "new_count" INTEGER NOT NULL DEFAULT 0,
    "updated_count" INTEGER NOT NULL DEFAULT 0,
    "fixed_count" INTEGER NOT NULL DEFAULT 0,
    "reopened_count" INTEGER NOT NULL DEFAULT 0,
    "unchanged_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunk" (
    "import_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "import_chunk_pkey" PRIMARY KEY ("import_id","seq")
);

-- CreateTable
CREATE TABLE "import_set" (
    "import_id" UUID NOT NULL,
    "change" TEXT NOT NULL,
    "finding_ids" INTEGER[],

    CONSTRAINT "import_set_pkey" PRIMARY KEY ("import_id","change")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_tenant_id_object_id_key" ON "person"("tenant_id", "object_id");

-- CreateIndex
CREATE INDEX "scope_grant_person_id_idx" ON "scope_grant"("person_id");

-- CreateIndex
CREATE INDEX "user_session_person_id_revoked_at_idx" ON "user_session"("person_id", "revoked_at");

-- CreateIndex
CREATE INDEX "user_session_idp_sid_idx" ON "user_session"("idp_sid");

-- CreateIndex
CREATE INDEX "step_up_session_id_purpose_target_idx" ON "step_up"("session_id", "purpose", "target");

-- CreateIndex
CREATE INDEX "api_token_product_id_idx" ON "api_token"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_slug_key" ON "team"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "product_slug_key" ON "product"("slug");

-- CreateIndex
CREATE INDEX "product_team_id_idx" ON "product"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_product_id_scanner_target_key" ON "source"("product_id", "scanner", "target");

-- CreateIndex
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_action_idx" ON "audit_entry"("action");

-- CreateIndex
CREATE INDEX "audit_entry_target_kind_target_id_idx" ON "audit_entry"("target_kind", "target_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_entry_id_key" ON "audit_seal"("entry_id");

-- CreateIndex
CREATE INDEX "finding_severity_id_idx" ON "finding"("severity" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "finding_status_severity_id_idx" ON "finding"("status", "severity" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "finding_product_id_status_severity_id_idx" ON "finding"("product_id", "status", "severity" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "finding_assignee_id_status_idx" ON "finding"("assignee_id", "status");

-- CreateIndex
CREATE INDEX "finding_vuln_id_idx" ON "finding"("vuln_id");

-- CreateIndex
CREATE INDEX "finding_duplicate_of_id_idx" ON "finding"("duplicate_of_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_product_id_fingerprint_key" ON "finding"("product_id", "fingerprint");

-- CreateIndex
CREATE INDEX "finding_source_source_id_present_idx" ON "finding_source"("source_id", "present");

-- CreateIndex
CREATE INDEX "finding_event_finding_id_id_idx" ON "finding_event"("finding_id", "id");

-- CreateIndex
CREATE INDEX "finding_event_batch_id_idx" ON "finding_event"("batch_id");

-- CreateIndex
CREATE INDEX "finding_comment_finding_id_created_at_idx" ON "finding_comment"("finding_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_owner_id_noun_name_key" ON "saved_view"("owner_id", "noun", "name");

-- CreateIndex
CREATE INDEX "finding_tally_product_id_idx" ON "finding_tally"("product_id");

-- CreateIndex
CREATE INDEX "finding_flow_on_product_id_idx" ON "finding_flow"("on", "product_id");

-- CreateIndex
CREATE INDEX "import_product_id_created_at_idx" ON "import"("product_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "import_source_id_created_at_idx" ON "import"("source_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "import_created_at_id_idx" ON "import"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "import_state_idx" ON "import"("state");

-- CreateIndex
CREATE INDEX "import_archive_id_idx" ON "import"("archive_id");

-- AddForeignKey
ALTER TABLE "scope_grant" ADD CONSTRAINT "scope_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scope_grant" ADD CONSTRAINT "scope_grant_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scope_grant" ADD CONSTRAINT "scope_grant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "user_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "audit_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_duplicate_of_id_fkey" FOREIGN KEY ("duplicate_of_id") REFERENCES "finding"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_detail" ADD CONSTRAINT "finding_detail_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_source" ADD CONSTRAINT "finding_source_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_source" ADD CONSTRAINT "finding_source_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_event" ADD CONSTRAINT "finding_event_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_comment" ADD CONSTRAINT "finding_comment_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_comment" ADD CONSTRAINT "finding_comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_archive_id_fkey" FOREIGN KEY ("archive_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunk" ADD CONSTRAINT "import_chunk_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_set" ADD CONSTRAINT "import_set_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
