-- CreateEnum
CREATE TYPE "tls_scan_state" AS ENUM ('queued', 'running', 'done', 'unknown', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "tls_endpoint" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "sni" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "starttls" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID,
    "target" TEXT NOT NULL DEFAULT 'A',
    "warn_days" INTEGER,
    "every_hours" INTEGER DEFAULT 24,
    "switched_off" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "next_scan_at" TIMESTAMPTZ(3),
    "active_scan_id" UUID,
    "letter" TEXT,
    "rank" SMALLINT NOT NULL DEFAULT 99,
    "trend" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "target_met" BOOLEAN,
    "expires_at" TIMESTAMPTZ(3),
    "expiry_due_at" TIMESTAMPTZ(3),
    "protocols" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "last_scan_at" TIMESTAMPTZ(3),
    "last_graded_at" TIMESTAMPTZ(3),
    "why" TEXT,
    "changes" INTEGER NOT NULL DEFAULT 0,
    "worse" INTEGER NOT NULL DEFAULT 0,
    "held_letter" TEXT,
    "weaknesses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "key_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ssl2" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "tls_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tls_scan" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "state" "tls_scan_state" NOT NULL DEFAULT 'queued',
    "trigger" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER NOT NULL DEFAULT 0,
    "progress_probe" TEXT,
    "why" TEXT,
    "facts" JSONB,
    "letter" TEXT,
    "trust_ignored" TEXT,
    "scores" JSONB,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "criteria" TEXT,
    "by_guide" BOOLEAN NOT NULL DEFAULT true,
    "roots_node" TEXT,
    "roots_hash" TEXT,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "import_id" UUID,

    CONSTRAINT "tls_scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tls_certificate" (
    "fingerprint" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "is_ca" BOOLEAN NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "der" BYTEA NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tls_certificate_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "tls_opinion" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "tool_version" TEXT,
    "grade" TEXT,
    "tested_at" TIMESTAMPTZ(3),
    "content" JSONB NOT NULL,
    "file_name" TEXT NOT NULL,
    "uploader_id" UUID,
    "uploader_name" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tls_opinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tls_trust_store" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "certificates" BYTEA[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tls_trust_store_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tls_endpoint_active_scan_id_key" ON "tls_endpoint"("active_scan_id");

-- CreateIndex
CREATE INDEX "tls_endpoint_rank_id_idx" ON "tls_endpoint"("rank", "id");

-- CreateIndex
CREATE INDEX "tls_endpoint_expires_at_id_idx" ON "tls_endpoint"("expires_at", "id");

-- CreateIndex
CREATE INDEX "tls_endpoint_host_id_idx" ON "tls_endpoint"("host", "id");

-- CreateIndex
CREATE INDEX "tls_endpoint_last_scan_at_id_idx" ON "tls_endpoint"("last_scan_at", "id");

-- CreateIndex
CREATE INDEX "tls_endpoint_next_scan_at_idx" ON "tls_endpoint"("next_scan_at");

-- CreateIndex
CREATE UNIQUE INDEX "tls_endpoint_product_id_host_port_sni_address_starttls_key" ON "tls_endpoint"("product_id", "host", "port", "sni", "address", "starttls");

-- CreateIndex
CREATE INDEX "tls_scan_endpoint_id_created_at_id_idx" ON "tls_scan"("endpoint_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tls_scan_state_created_at_idx" ON "tls_scan"("state", "created_at");

-- CreateIndex
CREATE INDEX "tls_certificate_is_ca_not_after_idx" ON "tls_certificate"("is_ca", "not_after");

-- CreateIndex
CREATE INDEX "tls_opinion_endpoint_id_uploaded_at_idx" ON "tls_opinion"("endpoint_id", "uploaded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "tls_trust_store_team_id_name_key" ON "tls_trust_store"("team_id", "name");

-- AddForeignKey
ALTER TABLE "tls_endpoint" ADD CONSTRAINT "tls_endpoint_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tls_endpoint" ADD CONSTRAINT "tls_endpoint_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tls_scan" ADD CONSTRAINT "tls_scan_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "tls_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tls_opinion" ADD CONSTRAINT "tls_opinion_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "tls_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tls_trust_store" ADD CONSTRAINT "tls_trust_store_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Words that the code knows.
ALTER TABLE "tls_endpoint"
    ADD CONSTRAINT "tls_endpoint_port_range" CHECK ("port" BETWEEN 1 AND 65535),
    ADD CONSTRAINT "tls_endpoint_starttls_known" CHECK ("starttls" IN ('', 'smtp', 'imap', 'pop3', 'ftp', 'ldap', 'postgres', 'xmpp')),
    ADD CONSTRAINT "tls_endpoint_target_known" CHECK ("target" IN ('A+', 'A', 'A-', 'B', 'C', 'D', 'E')),
    ADD CONSTRAINT "tls_endpoint_letter_known" CHECK ("letter" IN ('A+', 'A', 'A-', 'B', 'C', 'D', 'E', 'F', 'T', 'M')),
    ADD CONSTRAINT "tls_endpoint_warn_days_range" CHECK ("warn_days" BETWEEN 1 AND 365),
    ADD CONSTRAINT "tls_endpoint_every_hours_range" CHECK ("every_hours" BETWEEN 1 AND 720);
ALTER TABLE "tls_scan"
    ADD CONSTRAINT "tls_scan_trigger_known" CHECK ("trigger" IN ('schedule', 'person', 'added')),
    ADD CONSTRAINT "tls_scan_done_has_letter" CHECK ("state" <> 'done' OR "letter" IS NOT NULL);

-- DROWN: who else has this key and answers SSL 2. Few rows.
CREATE INDEX "tls_endpoint_ssl2_keys_idx" ON "tls_endpoint" USING gin ("key_hashes") WHERE "ssl2";
