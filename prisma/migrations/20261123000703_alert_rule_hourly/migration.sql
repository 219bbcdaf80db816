-- CreateIndex
CREATE INDEX "alert_product_id_rule_created_at_idx" ON "alert"("product_id", "rule", "created_at");
