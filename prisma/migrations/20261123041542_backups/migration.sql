-- CreateTable
CREATE TABLE "backup_service" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "verdicts" JSONB,
    "evaluated_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "missed" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "met" INTEGER NOT NULL DEFAULT 0,
    "reported" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reported_at" TIMESTAMPTZ(3),

    CONSTRAINT "backup_service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_objective" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "rto_minutes" INTEGER NOT NULL,
    "rpo_minutes" INTEGER NOT NULL,
    "every_minutes" INTEGER NOT NULL,
    "retention_days" INTEGER NOT NULL,
    "sites" INTEGER NOT NULL,
    "encrypted" BOOLEAN NOT NULL,
    "verify_days" INTEGER NOT NULL,
    "test_days" INTEGER NOT NULL,
    "allowance_minutes" INTEGER NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "backup_objective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_source" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "shape" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT,
    "expected_minutes" INTEGER,
    "last_received_at" TIMESTAMPTZ(3),
    "silent_since" TIMESTAMPTZ(3),
    "deliveries" INTEGER NOT NULL DEFAULT 0,
    "wrong_clocks" INTEGER NOT NULL DEFAULT 0,
    "wrong_clock" JSONB,
    "redundancy" TEXT NOT NULL DEFAULT '',
    "pending" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "backup_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_plan" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "asset" TEXT NOT NULL DEFAULT '',
    "repository" TEXT NOT NULL DEFAULT '',
    "part" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "every_minutes" INTEGER NOT NULL,
    "span_minutes" INTEGER,
    "start_minute" INTEGER,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "window_minutes" INTEGER,
    "log_minutes" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "backup_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_point" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "repository" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "bytes" BIGINT,
    "added_bytes" BIGINT,
    "encryption" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "expires_at" TIMESTAMPTZ(3),
    "immutable_until" TIMESTAMPTZ(3),
    "needs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "damaged" BOOLEAN NOT NULL DEFAULT false,
    "clock" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "backup_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_check" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "asset" TEXT NOT NULL DEFAULT '',
    "repository" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backup_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_delivery" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "by_name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "raw" BYTEA,
    "receipt" JSONB NOT NULL,
    "request_key" TEXT,

    CONSTRAINT "backup_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restore_test" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seconds" INTEGER NOT NULL,
    "bytes" BIGINT,
    "point_asked" TIMESTAMPTZ(3),
    "point_reached" TIMESTAMPTZ(3),
    "result" TEXT NOT NULL,
    "compared" TEXT NOT NULL,
    "compared_note" TEXT NOT NULL DEFAULT '',
    "evidence" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "by_name" TEXT NOT NULL,
    "entered_by_id" UUID,
    "entered_by_name" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "key" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,
    "withdrawn_why" TEXT,

    CONSTRAINT "restore_test_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backup_service_due_at_idx" ON "backup_service"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "backup_service_product_id_name_key" ON "backup_service"("product_id", "name");

-- CreateIndex
CREATE INDEX "backup_objective_service_id_since_id_idx" ON "backup_objective"("service_id", "since" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "backup_source_last_received_at_idx" ON "backup_source"("last_received_at");

-- CreateIndex
CREATE UNIQUE INDEX "backup_source_product_id_shape_name_key" ON "backup_source"("product_id", "shape", "name");

-- CreateIndex
CREATE INDEX "backup_plan_source_id_idx" ON "backup_plan"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "backup_plan_service_id_source_id_asset_repository_key" ON "backup_plan"("service_id", "source_id", "asset", "repository");

-- CreateIndex
CREATE INDEX "backup_point_source_id_asset_at_idx" ON "backup_point"("source_id", "asset", "at");

-- CreateIndex
CREATE UNIQUE INDEX "backup_point_source_id_key_key" ON "backup_point"("source_id", "key");

-- CreateIndex
CREATE INDEX "backup_check_source_id_at_idx" ON "backup_check"("source_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "backup_check_source_id_key_key" ON "backup_check"("source_id", "key");

-- CreateIndex
CREATE INDEX "backup_delivery_source_id_received_at_idx" ON "backup_delivery"("source_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "backup_delivery_source_id_request_key_key" ON "backup_delivery"("source_id", "request_key");

-- CreateIndex
CREATE INDEX "restore_test_service_id_started_at_idx" ON "restore_test"("service_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "restore_test_service_id_key_key" ON "restore_test"("service_id", "key");

-- AddForeignKey
ALTER TABLE "backup_service" ADD CONSTRAINT "backup_service_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_objective" ADD CONSTRAINT "backup_objective_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "backup_service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_source" ADD CONSTRAINT "backup_source_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_plan" ADD CONSTRAINT "backup_plan_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "backup_service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_plan" ADD CONSTRAINT "backup_plan_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "backup_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_point" ADD CONSTRAINT "backup_point_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "backup_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_check" ADD CONSTRAINT "backup_check_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "backup_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_delivery" ADD CONSTRAINT "backup_delivery_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "backup_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore_test" ADD CONSTRAINT "restore_test_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "backup_service"("id") ON DELETE CASCADE ON UPDATE CASCADE;
