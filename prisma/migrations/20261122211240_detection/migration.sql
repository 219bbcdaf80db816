-- CreateTable
CREATE TABLE "detection_hit" (
    "product_id" UUID NOT NULL,
    "correlation" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "rule" UUID NOT NULL,
    "hit" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "value" TEXT NOT NULL,
    "event_at" TIMESTAMPTZ(6),
    "class" "event_class",
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "detection_hit_pkey" PRIMARY KEY ("product_id","correlation","group","rule","hit")
);

-- CreateTable
CREATE TABLE "detection_firing" (
    "product_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "correlation" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "from" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "detection_firing_pkey" PRIMARY KEY ("product_id","key")
);

-- CreateIndex
CREATE INDEX "detection_hit_created_at_idx" ON "detection_hit"("created_at");

-- CreateIndex
CREATE INDEX "detection_firing_product_id_correlation_group_idx" ON "detection_firing"("product_id", "correlation", "group");

-- CreateIndex
CREATE INDEX "detection_firing_created_at_idx" ON "detection_firing"("created_at");

-- AddForeignKey
ALTER TABLE "detection_hit" ADD CONSTRAINT "detection_hit_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "detection_firing" ADD CONSTRAINT "detection_firing_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;
