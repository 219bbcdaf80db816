-- What an import writes of each finding that it closes or changes.

-- History of an import is of no batch, and what it closes keeps its pack: neither needs an entry.
DROP INDEX "finding_event_batch_id_idx";
CREATE INDEX "finding_event_batch_idx" ON "finding_event" ("batch_id") WHERE "batch_id" IS NOT NULL;
DROP INDEX "import_before_pack_id_idx";
CREATE INDEX "import_before_pack_idx" ON "import_before" ("pack_id") WHERE "pack_id" IS NOT NULL;

-- As of evidence: a key that each row of history checks, for a deletion that hardly ever comes.
ALTER TABLE "finding_event" DROP CONSTRAINT "finding_event_finding_id_fkey";
CREATE OR REPLACE FUNCTION "delete_parts_of_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "finding_detail" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  DELETE FROM "finding_source" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  DELETE FROM "finding_alias" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  DELETE FROM "finding_event" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  RETURN NULL;
END $$;

-- Counts of changed findings went through all rows three times; now once, for the few ways from cell to cell. A kept plan
-- must never compare each row before with each row after, however few there were when it was made.
CREATE OR REPLACE FUNCTION "count_findings_updated"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
  -- Rows count where a dimension changed or a bound was passed.
  WITH "way" AS MATERIALIZED (
    SELECT b."product_id" AS "was_product", a."product_id" AS "is_product", b."status" AS "was_status", a."status" AS "is_status",
      b."severity" AS "was_severity", a."severity" AS "is_severity", b."kind" AS "was_kind", a."kind" AS "is_kind",
      b."scanner" AS "was_scanner", a."scanner" AS "is_scanner", b."assignee_id" AS "was_assignee", a."assignee_id" AS "is_assignee",
      b."known_exploited" AS "was_exploited", a."known_exploited" AS "is_exploited",
      b."fix_available" AS "was_fix", a."fix_available" AS "is_fix",
      utc_day(b."first_seen_at") AS "was_day", utc_day(a."first_seen_at") AS "is_day",
      utc_day(a."status_changed_at") AS "moved_on", utc_day(a."updated_at") AS "changed_on", count(*) AS "n",
      max(COALESCE(b."cvss_score", -1)) AS "was_cvss", max(COALESCE(a."cvss_score", -1)) AS "is_cvss",
      max(COALESCE(b."epss", -1)) AS "was_epss", max(COALESCE(a."epss", -1)) AS "is_epss",
      max(b."priority") AS "was_priority", max(a."priority") AS "is_priority",
      min(COALESCE(b."due_at", 'infinity')) AS "was_due", min(COALESCE(a."due_at", 'infinity')) AS "is_due"
    FROM "before" AS b JOIN "after" AS a USING ("id")
    WHERE (b."product_id", b."status", b."severity", b."kind", b."scanner", b."assignee_id", b."known_exploited",
        b."fix_available", utc_day(b."first_seen_at"))
      IS DISTINCT FROM (a."product_id", a."status", a."severity", a."kind", a."scanner", a."assignee_id",
        a."known_exploited", a."fix_available", utc_day(a."first_seen_at"))
      OR COALESCE(a."cvss_score", -1) > COALESCE(b."cvss_score", -1) OR COALESCE(a."epss", -1) > COALESCE(b."epss", -1)
      OR a."priority" > b."priority" OR COALESCE(a."due_at", 'infinity') < COALESCE(b."due_at", 'infinity')
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
  ), "cell" AS MATERIALIZED (
    SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", "day",
      sum("delta") AS "n",
      COALESCE(max("cvss") FILTER (WHERE "delta" > 0), -1) AS "cvss_most",
      COALESCE(max("epss") FILTER (WHERE "delta" > 0), -1) AS "epss_most",
      COALESCE(max("priority") FILTER (WHERE "delta" > 0), 0) AS "priority_most",
      COALESCE(min("due") FILTER (WHERE "delta" > 0), 'infinity') AS "due_first",
      COALESCE(max("cvss") > max("cvss") FILTER (WHERE "delta" < 0) OR max("epss") > max("epss") FILTER (WHERE "delta" < 0)
        OR max("priority") > max("priority") FILTER (WHERE "delta" < 0)
        OR min("due") < min("due") FILTER (WHERE "delta" < 0), FALSE) AS "passed"
    FROM "way" CROSS JOIN LATERAL (VALUES
      ("is_product", "is_status", "is_severity", "is_kind", "is_scanner", "is_assignee", "is_exploited", "is_fix", "is_day",
        "is_cvss", "is_epss", "is_priority", "is_due", "way"."n"),
      ("was_product", "was_status", "was_severity", "was_kind", "was_scanner", "was_assignee", "was_exploited", "was_fix",
        "was_day", "was_cvss", "was_epss", "was_priority", "was_due", -"way"."n")
    ) AS "side"("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
      "day", "cvss", "epss", "priority", "due", "delta")
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), "by_day" AS (
    INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
    SELECT "product_id", "day", "status", "severity", sum("n") FROM "cell" GROUP BY 1, 2, 3, 4 HAVING sum("n") <> 0
  ), "by_flow" AS (
    INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
    SELECT "change"."product_id", "change"."on", "change"."severity", "change"."kind", sum("change"."n" * "way"."n")
    FROM "way" CROSS JOIN LATERAL (VALUES
      (NOT finding_is_open("was_status") AND finding_is_open("is_status"),
        "is_product", "moved_on", "is_severity", 'reopened', 1),
      (finding_is_open("was_status") AND NOT finding_is_open("is_status"),
        "was_product", "moved_on", "was_severity", CASE WHEN "is_status" = 'fixed' THEN 'fixed' ELSE 'dismissed' END, 1),
      (finding_is_open("was_status") AND finding_is_open("is_status")
        AND ("was_severity", "was_product") IS DISTINCT FROM ("is_severity", "is_product"),
        "was_product", "changed_on", "was_severity", 'severity-out', 1),
      (finding_is_open("was_status") AND finding_is_open("is_status")
        AND ("was_severity", "was_product") IS DISTINCT FROM ("is_severity", "is_product"),
        "is_product", "changed_on", "is_severity", 'severity-in', 1),
      ("was_day" <> "is_day", "was_product", "was_day", "was_severity", 'new', -1),
      ("was_day" <> "is_day", "was_product", "is_day", "was_severity", 'new', 1)
    ) AS "change"("applies", "product_id", "on", "severity", "kind", "n")
    WHERE "change"."applies"
    GROUP BY 1, 2, 3, 4 HAVING sum("change"."n" * "way"."n") <> 0
  )
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    "n", "cvss_most", "epss_most", "priority_most", "due_first")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", sum("n"),
    max("cvss_most"), max("epss_most"), max("priority_most"), min("due_first")
  FROM "cell" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum("n") <> 0 OR bool_or("n" <> 0 OR "passed");
  RETURN NULL;
END $$;
