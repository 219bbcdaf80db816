-- The other orders of the list (lib/findings/data/list.ts, SORT_SQL): unknown scores and dates sort as the least urgent.
CREATE INDEX "finding_updated_idx" ON "finding" ("updated_at" DESC, "id" DESC);
CREATE INDEX "finding_due_order_idx" ON "finding" (COALESCE("due_at", 'infinity'::timestamptz) DESC, "id" DESC);
CREATE INDEX "finding_cvss_order_idx" ON "finding" (COALESCE("cvss_score", -1) DESC, "id" DESC);
CREATE INDEX "finding_epss_order_idx" ON "finding" (COALESCE("epss", -1) DESC, "id" DESC);

-- The filters that are typed: exact, by prefix, or a folder with what is beneath it.
CREATE INDEX "finding_package_idx" ON "finding" ("package_name" text_pattern_ops);
CREATE INDEX "finding_path_idx" ON "finding" ("path" text_pattern_ops);
CREATE INDEX "finding_rule_idx" ON "finding" ("rule_id");

-- A finding without ids, weaknesses or tags has empty lists, never NULL: filters and verbs need no third case.
UPDATE "finding" SET "ids" = COALESCE("ids", '{}'), "cwe" = COALESCE("cwe", '{}'), "tags" = COALESCE("tags", '{}')
WHERE "ids" IS NULL OR "cwe" IS NULL OR "tags" IS NULL;
ALTER TABLE "finding"
  ALTER COLUMN "ids" SET DEFAULT '{}', ALTER COLUMN "ids" SET NOT NULL,
  ALTER COLUMN "cwe" SET DEFAULT '{}', ALTER COLUMN "cwe" SET NOT NULL,
  ALTER COLUMN "tags" SET DEFAULT '{}', ALTER COLUMN "tags" SET NOT NULL;
