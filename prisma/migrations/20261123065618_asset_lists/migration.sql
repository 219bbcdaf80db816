-- CreateTable
CREATE TABLE "asset_list" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "product_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "unseen_days" INTEGER NOT NULL DEFAULT 30,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asset_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_list_entry" (
    "id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "protocol" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL DEFAULT '',
    "until" DATE,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asset_list_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_list_version" (
    "list_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "way" TEXT NOT NULL,
    "by_id" TEXT,
    "by_name" TEXT NOT NULL,
    "changes" JSONB NOT NULL,

    CONSTRAINT "asset_list_version_pkey" PRIMARY KEY ("list_id","version")
);

-- CreateTable
CREATE TABLE "drift_state" (
    "product_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3),
    "listed" BOOLEAN NOT NULL DEFAULT false,
    "observed" INTEGER NOT NULL DEFAULT 0,
    "drifted" INTEGER NOT NULL DEFAULT 0,
    "observed_at" TIMESTAMPTZ(3),
    "reported" TEXT,
    "reported_at" TIMESTAMPTZ(3),

    CONSTRAINT "drift_state_pkey" PRIMARY KEY ("product_id","kind")
);

-- CreateIndex
CREATE INDEX "asset_list_product_id_idx" ON "asset_list"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "asset_list_entry_list_id_subject_detail_protocol_key" ON "asset_list_entry"("list_id", "subject", "detail", "protocol");

-- CreateIndex
CREATE INDEX "drift_state_due_at_idx" ON "drift_state"("due_at");

-- AddForeignKey
ALTER TABLE "asset_list" ADD CONSTRAINT "asset_list_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_list_entry" ADD CONSTRAINT "asset_list_entry_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "asset_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_list_version" ADD CONSTRAINT "asset_list_version_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "asset_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_state" ADD CONSTRAINT "drift_state_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One list a kind and place: the organisation's has no product.
CREATE UNIQUE INDEX "asset_list_kind_place_key" ON "asset_list" ("kind", "product_id") NULLS NOT DISTINCT;
ALTER TABLE "asset_list" ADD CONSTRAINT "asset_list_unseen_days" CHECK ("unseen_days" BETWEEN 1 AND 3650);
