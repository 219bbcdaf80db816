-- A trigger for each new row, even one that never fires, makes COPY write row by row instead of page by page. Words that
-- are missing are filled in once the statement is done.
DROP TRIGGER "finding_tokens_insert" ON "finding";
ALTER TABLE "finding" ALTER COLUMN "tokens" SET DEFAULT ARRAY[]::INTEGER[];
CREATE FUNCTION "fill_tokens_of_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "missing" int[] := (SELECT array_agg("id") FROM "added" WHERE COALESCE(cardinality("tokens"), 0) = 0);
BEGIN
  IF "missing" IS NOT NULL THEN
    UPDATE "finding" SET "tokens" = search_tokens(
      finding_search_text("title", "location", "rule_id", "package_name", "ids")) WHERE "id" = ANY ("missing");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "finding_tokens_insert" AFTER INSERT ON "finding" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "fill_tokens_of_findings"();

-- Orders of the list, read backwards: what is new comes last among its equals, where an index grows without splitting
-- pages in halves.
DROP INDEX "finding_severity_id_idx", "finding_priority_idx", "finding_cvss_order_idx", "finding_epss_order_idx",
  "finding_due_order_idx", "finding_first_seen_idx", "finding_updated_idx", "finding_open_worst_idx",
  "finding_open_worst_product_idx", "finding_closed_idx", "finding_closed_product_idx";
CREATE INDEX "finding_severity_id_idx" ON "finding" ("severity", "id");
CREATE INDEX "finding_priority_idx" ON "finding" ("priority", "id");
CREATE INDEX "finding_cvss_order_idx" ON "finding" (COALESCE("cvss_score", -1), "id");
CREATE INDEX "finding_epss_order_idx" ON "finding" (COALESCE("epss", -1), "id");
CREATE INDEX "finding_due_order_idx" ON "finding" (COALESCE("due_at", 'infinity'::timestamptz), "id");
CREATE INDEX "finding_first_seen_idx" ON "finding" ("first_seen_at", "id");
CREATE INDEX "finding_updated_idx" ON "finding" ("updated_at", "id");
CREATE INDEX "finding_open_worst_idx" ON "finding" ("severity", "id")
  WHERE "status" IN ('open', 'confirmed', 'in_progress');
CREATE INDEX "finding_open_worst_product_idx" ON "finding" ("product_id", "severity", "id")
  WHERE "status" IN ('open', 'confirmed', 'in_progress');
CREATE INDEX "finding_closed_idx" ON "finding" ("status", "severity", "id")
  WHERE "status" IN ('fixed', 'false_positive', 'risk_accepted', 'out_of_scope', 'duplicate');
CREATE INDEX "finding_closed_product_idx" ON "finding" ("product_id", "status", "severity", "id")
  WHERE "status" IN ('fixed', 'false_positive', 'risk_accepted', 'out_of_scope', 'duplicate');
