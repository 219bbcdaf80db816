-- CreateEnum
CREATE TYPE "asset_kind" AS ENUM ('host', 'image', 'cluster', 'namespace', 'endpoint', 'database', 'repository', 'cloud_resource');

-- CreateEnum
CREATE TYPE "asset_coverage" AS ENUM ('met', 'missed', 'unknown', 'none');

-- CreateTable
CREATE TABLE "asset" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "kind" "asset_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" SMALLINT,
    "exposure" "exposure",
    "data_class" "data_class",
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "scan" "asset_coverage" NOT NULL DEFAULT 'unknown',
    "scanned_at" TIMESTAMPTZ(3),
    "scan_until" TIMESTAMPTZ(3),
    "edr" "asset_coverage" NOT NULL DEFAULT 'unknown',
    "edr_at" TIMESTAMPTZ(3),
    "edr_until" TIMESTAMPTZ(3),
    "backup" "asset_coverage" NOT NULL DEFAULT 'unknown',
    "tls" "asset_coverage" NOT NULL DEFAULT 'unknown',
    "tls_unwatched" "asset_coverage" NOT NULL DEFAULT 'unknown',
    "tls_letter" TEXT,
    "merged_into_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_name" (
    "id" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "kind" "asset_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "asset_id" UUID NOT NULL,
    "home_id" UUID NOT NULL,
    "within_id" INTEGER,
    "held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "asset_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_sighting" (
    "name_id" INTEGER NOT NULL,
    "via" TEXT NOT NULL,
    "via_id" UUID NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "edr" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "asset_sighting_pkey" PRIMARY KEY ("name_id","via","via_id")
);

-- CreateTable
CREATE TABLE "asset_link" (
    "address_id" INTEGER NOT NULL,
    "host_id" INTEGER NOT NULL,
    "via" TEXT NOT NULL,
    "via_id" UUID NOT NULL,

    CONSTRAINT "asset_link_pkey" PRIMARY KEY ("address_id","host_id","via","via_id")
);

-- CreateTable
CREATE TABLE "asset_finding" (
    "name_id" INTEGER NOT NULL,
    "source_id" UUID NOT NULL,
    "finding_id" INTEGER NOT NULL,

    CONSTRAINT "asset_finding_pkey" PRIMARY KEY ("name_id","source_id","finding_id")
);

-- CreateTable
CREATE TABLE "asset_mark" (
    "via" TEXT NOT NULL,
    "via_id" UUID NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "asset_mark_pkey" PRIMARY KEY ("via","via_id")
);

-- CreateTable
CREATE TABLE "asset_todo" (
    "id" BIGSERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "places" JSONB NOT NULL,

    CONSTRAINT "asset_todo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_reach" (
    "import_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "places" TEXT[],

    CONSTRAINT "import_reach_pkey" PRIMARY KEY ("import_id")
);

-- CreateTable
CREATE TABLE "asset_step" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verb" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "asset_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "asset_merged_into_id_idx" ON "asset"("merged_into_id");

-- CreateIndex
CREATE INDEX "asset_name_asset_id_idx" ON "asset_name"("asset_id");

-- CreateIndex
CREATE INDEX "asset_name_home_id_idx" ON "asset_name"("home_id");

-- CreateIndex
CREATE INDEX "asset_name_within_id_idx" ON "asset_name"("within_id");

-- CreateIndex
CREATE UNIQUE INDEX "asset_name_product_id_kind_key_key" ON "asset_name"("product_id", "kind", "key");

-- CreateIndex
CREATE INDEX "asset_sighting_via_via_id_idx" ON "asset_sighting"("via", "via_id");

-- CreateIndex
CREATE INDEX "asset_link_host_id_idx" ON "asset_link"("host_id");

-- CreateIndex
CREATE INDEX "asset_link_via_via_id_idx" ON "asset_link"("via", "via_id");

-- CreateIndex
CREATE INDEX "asset_finding_source_id_idx" ON "asset_finding"("source_id");

-- CreateIndex
CREATE INDEX "import_reach_source_id_idx" ON "import_reach"("source_id");

-- CreateIndex
CREATE INDEX "asset_step_asset_id_at_idx" ON "asset_step"("asset_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "asset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_name" ADD CONSTRAINT "asset_name_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_name" ADD CONSTRAINT "asset_name_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_name" ADD CONSTRAINT "asset_name_home_id_fkey" FOREIGN KEY ("home_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_name" ADD CONSTRAINT "asset_name_within_id_fkey" FOREIGN KEY ("within_id") REFERENCES "asset_name"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_sighting" ADD CONSTRAINT "asset_sighting_name_id_fkey" FOREIGN KEY ("name_id") REFERENCES "asset_name"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_link" ADD CONSTRAINT "asset_link_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "asset_name"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_link" ADD CONSTRAINT "asset_link_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "asset_name"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_finding" ADD CONSTRAINT "asset_finding_name_id_fkey" FOREIGN KEY ("name_id") REFERENCES "asset_name"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_step" ADD CONSTRAINT "asset_step_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Lists show what is not merged into another: an index for each order, over all products, of one kind and of one product.
CREATE INDEX "asset_by_name" ON "asset" ("name", "id") WHERE "merged_into_id" IS NULL;
CREATE INDEX "asset_by_kind" ON "asset" ("kind", "name", "id") WHERE "merged_into_id" IS NULL;
CREATE INDEX "asset_by_product" ON "asset" ("product_id", "name", "id") WHERE "merged_into_id" IS NULL;
CREATE INDEX "asset_by_seen" ON "asset" ("last_seen_at" DESC, "id" DESC) WHERE "merged_into_id" IS NULL;
CREATE INDEX "asset_by_age" ON "asset" ("first_seen_at" DESC, "id" DESC) WHERE "merged_into_id" IS NULL;
CREATE INDEX "asset_name_pieces" ON "asset_name" USING gin ("key" gin_trgm_ops);
-- Names that are another asset's than the one they were made for.
CREATE INDEX "asset_name_moved" ON "asset_name" ("product_id") WHERE "asset_id" <> "home_id";
CREATE INDEX "asset_todo_product" ON "asset_todo" ("product_id", "id");

ALTER TABLE "asset" ADD CONSTRAINT "asset_tier_check" CHECK ("tier" BETWEEN 1 AND 4);
ALTER TABLE "asset_sighting" ADD CONSTRAINT "asset_sighting_via_check" CHECK ("via" IN ('source', 'sender', 'tls', 'backup'));
