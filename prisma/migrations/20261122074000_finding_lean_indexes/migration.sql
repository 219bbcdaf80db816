-- Every index of "finding" is paid for by each row of an import and each decision. These go, or shrink to the rows that
-- they are asked for: new findings are open, of nobody, no duplicates, and mostly have one id, which "vuln_id" indexes.
DROP INDEX "finding_status_severity_id_idx";
DROP INDEX "finding_product_id_status_severity_id_idx";
DROP INDEX "finding_assignee_id_status_idx";
DROP INDEX "finding_duplicate_of_id_idx";
DROP INDEX "finding_ids_idx";
DROP INDEX "finding_tags_idx";
-- "due" is asked as COALESCE(due_at, 'infinity'), which finding_due_order_idx holds.
DROP INDEX "finding_due_idx";

CREATE INDEX "finding_closed_idx" ON "finding" ("status", "severity" DESC, "id" DESC)
  WHERE "status" IN ('fixed', 'false_positive', 'risk_accepted', 'out_of_scope', 'duplicate');
CREATE INDEX "finding_closed_product_idx" ON "finding" ("product_id", "status", "severity" DESC, "id" DESC)
  WHERE "status" IN ('fixed', 'false_positive', 'risk_accepted', 'out_of_scope', 'duplicate');
CREATE INDEX "finding_assignee_idx" ON "finding" ("assignee_id", "severity" DESC, "id" DESC)
  WHERE "assignee_id" IS NOT NULL;
CREATE INDEX "finding_duplicate_of_idx" ON "finding" ("duplicate_of_id") WHERE "duplicate_of_id" IS NOT NULL;
CREATE INDEX "finding_other_ids_idx" ON "finding" USING gin ("ids") WHERE NOT ("ids" <@ ARRAY["vuln_id"]);
CREATE INDEX "finding_tags_idx" ON "finding" USING gin ("tags") WHERE "tags" <> '{}';
