-- AlterTable
ALTER TABLE "event_todo" ADD COLUMN     "attempts" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "next_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "alert_product_id_group_key_closed_at_idx" ON "alert"("product_id", "group_key", "closed_at" DESC);

-- CreateIndex
CREATE INDEX "detection_hit_product_id_correlation_group_at_idx" ON "detection_hit"("product_id", "correlation", "group", "at");

-- Not for every role of the database, and not for what others named: the product's role gets it when it is made (grants.ts).
ALTER FUNCTION "ensure_event_partition"("event_class", timestamptz) SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION "ensure_event_partition"("event_class", timestamptz) FROM PUBLIC;

-- A drop that must wait for readers makes everybody behind it wait: it gives up, and the next sweep tries again.
ALTER FUNCTION "drop_event_partitions"("event_class", timestamptz) SET search_path = public, pg_temp;
ALTER FUNCTION "drop_event_partitions"("event_class", timestamptz) SET lock_timeout = '2s';
REVOKE EXECUTE ON FUNCTION "drop_event_partitions"("event_class", timestamptz) FROM PUBLIC;
