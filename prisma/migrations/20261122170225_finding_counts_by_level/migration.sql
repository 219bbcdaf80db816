-- Levels of counts. A list of everything summed a row for each product and assignee although it asks for neither; folded
-- rows are now kept without assignee ("finding_cell") and without product ("finding_total") as well. Only folding writes
-- those: a reader adds the few rows of the tally that are not folded yet, so an import writes no more than before.
--
-- The tally also bounds the scores and dates of its findings, so that an order that has nothing of a filter for its first
-- half million rows can begin where it has. A bound may be loose, never too tight: rows that raise one are written even
-- where they change no count.
LOCK TABLE "finding" IN SHARE ROW EXCLUSIVE MODE;

-- AlterTable
ALTER TABLE "finding_tally" ADD COLUMN     "cvss_most" REAL NOT NULL DEFAULT -1,
ADD COLUMN     "due_first" TIMESTAMPTZ(3) NOT NULL DEFAULT 'infinity'::timestamptz,
ADD COLUMN     "epss_most" REAL NOT NULL DEFAULT -1,
ADD COLUMN     "folded" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "priority_most" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "finding_cell" (
    "id" BIGSERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "status" "finding_status" NOT NULL,
    "severity" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "scanner" TEXT NOT NULL,
    "known_exploited" BOOLEAN,
    "fix_available" BOOLEAN,
    "n" INTEGER NOT NULL,
    "cvss_most" REAL NOT NULL,
    "epss_most" REAL NOT NULL,
    "priority_most" SMALLINT NOT NULL,
    "due_first" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_cell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_total" (
    "id" BIGSERIAL NOT NULL,
    "status" "finding_status" NOT NULL,
    "severity" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "scanner" TEXT NOT NULL,
    "known_exploited" BOOLEAN,
    "fix_available" BOOLEAN,
    "n" INTEGER NOT NULL,
    "cvss_most" REAL NOT NULL,
    "epss_most" REAL NOT NULL,
    "priority_most" SMALLINT NOT NULL,
    "due_first" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_total_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "finding_cell_product_id_idx" ON "finding_cell"("product_id");
CREATE INDEX "finding_tally_unfolded_idx" ON "finding_tally" ("product_id") WHERE NOT "folded";

-- Kinds of which there are few, so that they are not looked for among the others.
CREATE INDEX "finding_rare_kind_idx" ON "finding" ("kind", "product_id") WHERE "kind" IN ('host', 'licence', 'secret', 'web');

CREATE OR REPLACE FUNCTION "recount_findings"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "finding", "finding_tally", "finding_cell", "finding_total", "finding_day" IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM "finding_tally";
  DELETE FROM "finding_cell";
  DELETE FROM "finding_total";
  DELETE FROM "finding_day";
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    "n", "cvss_most", "epss_most", "priority_most", "due_first", "folded")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", count(*),
    max(COALESCE("cvss_score", -1)), max(COALESCE("epss", -1)), max("priority"), min(COALESCE("due_at", 'infinity')), TRUE
  FROM "finding" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  INSERT INTO "finding_cell" ("product_id", "status", "severity", "kind", "scanner", "known_exploited", "fix_available", "n", "cvss_most", "epss_most", "priority_most", "due_first")
  SELECT "product_id", "status", "severity", "kind", "scanner", "known_exploited", "fix_available", sum("n"), max("cvss_most"), max("epss_most"), max("priority_most"), min("due_first")
  FROM "finding_tally" GROUP BY 1, 2, 3, 4, 5, 6, 7;
  INSERT INTO "finding_total" ("status", "severity", "kind", "scanner", "known_exploited", "fix_available", "n", "cvss_most", "epss_most", "priority_most", "due_first")
  SELECT "status", "severity", "kind", "scanner", "known_exploited", "fix_available", sum("n"), max("cvss_most"), max("epss_most"), max("priority_most"), min("due_first")
  FROM "finding_cell" GROUP BY 1, 2, 3, 4, 5, 6;
  INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
  SELECT "product_id", utc_day("first_seen_at"), "status", "severity", count(*) FROM "finding" GROUP BY 1, 2, 3, 4;
END $$;
SELECT "recount_findings"();

CREATE OR REPLACE FUNCTION "count_findings_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The new rows are gone through once; the cells that they fall into are few.
  WITH "cell" AS MATERIALIZED (
    SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
      utc_day("first_seen_at") AS "day", count(*) AS "n", max(COALESCE("cvss_score", -1)) AS "cvss_most", max(COALESCE("epss", -1)) AS "epss_most",
      max("priority") AS "priority_most", min(COALESCE("due_at", 'infinity')) AS "due_first"
    FROM "added" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), "by_day" AS (
    INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
    SELECT "product_id", "day", "status", "severity", sum("n") FROM "cell" GROUP BY 1, 2, 3, 4
  ), "flow" AS (
    INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
    SELECT "product_id", "day", "severity", 'new', sum("n") FROM "cell" WHERE finding_is_open("status") GROUP BY 1, 2, 3
  )
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    "n", "cvss_most", "epss_most", "priority_most", "due_first")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", sum("n"),
    max("cvss_most"), max("epss_most"), max("priority_most"), min("due_first")
  FROM "cell" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  RETURN NULL;
END $$;

-- A kept plan must never compare each row before with each row after, however few there were when it was made.
CREATE OR REPLACE FUNCTION "count_findings_updated"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
  -- Before and after cancel out where no dimension changed and no bound was passed: no join is needed.
  WITH "cell" AS MATERIALIZED (
    SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
      utc_day("first_seen_at") AS "day", sum("delta") AS "n",
      COALESCE(max("cvss") FILTER (WHERE "delta" = 1), -1) AS "cvss_most",
      COALESCE(max("epss") FILTER (WHERE "delta" = 1), -1) AS "epss_most",
      COALESCE(max("priority") FILTER (WHERE "delta" = 1), 0) AS "priority_most",
      COALESCE(min("due") FILTER (WHERE "delta" = 1), 'infinity') AS "due_first",
      COALESCE(max("cvss") > max("cvss") FILTER (WHERE "delta" = -1) OR max("epss") > max("epss") FILTER (WHERE "delta" = -1)
        OR max("priority") > max("priority") FILTER (WHERE "delta" = -1)
        OR min("due") < min("due") FILTER (WHERE "delta" = -1), FALSE) AS "passed"
    FROM (
      SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
        "first_seen_at", COALESCE("cvss_score", -1) AS "cvss", COALESCE("epss", -1) AS "epss", "priority",
        COALESCE("due_at", 'infinity') AS "due", 1 AS "delta" FROM "after"
      UNION ALL
      SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
        "first_seen_at", COALESCE("cvss_score", -1), COALESCE("epss", -1), "priority", COALESCE("due_at", 'infinity'), -1
      FROM "before") AS "both"
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), "by_day" AS (
    INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
    SELECT "product_id", "day", "status", "severity", sum("n") FROM "cell" GROUP BY 1, 2, 3, 4 HAVING sum("n") <> 0
  )
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    "n", "cvss_most", "epss_most", "priority_most", "due_first")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", sum("n"),
    max("cvss_most"), max("epss_most"), max("priority_most"), min("due_first")
  FROM "cell" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum("n") <> 0 OR bool_or("n" <> 0 OR "passed");

  INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
  SELECT "change"."product_id", "change"."on", "change"."severity", "change"."kind", sum("change"."n")
  FROM "before" AS "b" JOIN "after" AS "a" USING ("id")
  CROSS JOIN LATERAL (VALUES
    (NOT finding_is_open(b."status") AND finding_is_open(a."status"),
      a."product_id", utc_day(a."status_changed_at"), a."severity", 'reopened', 1),
    (finding_is_open(b."status") AND NOT finding_is_open(a."status"),
      b."product_id", utc_day(a."status_changed_at"), b."severity",
      CASE WHEN a."status" = 'fixed' THEN 'fixed' ELSE 'dismissed' END, 1),
    (finding_is_open(b."status") AND finding_is_open(a."status")
      AND (b."severity", b."product_id") IS DISTINCT FROM (a."severity", a."product_id"),
      b."product_id", utc_day(a."updated_at"), b."severity", 'severity-out', 1),
    (finding_is_open(b."status") AND finding_is_open(a."status")
      AND (b."severity", b."product_id") IS DISTINCT FROM (a."severity", a."product_id"),
      a."product_id", utc_day(a."updated_at"), a."severity", 'severity-in', 1),
    (utc_day(b."first_seen_at") <> utc_day(a."first_seen_at"),
      b."product_id", utc_day(b."first_seen_at"), b."severity", 'new', -1),
    (utc_day(b."first_seen_at") <> utc_day(a."first_seen_at"),
      b."product_id", utc_day(a."first_seen_at"), b."severity", 'new', 1)
  ) AS "change"("applies", "product_id", "on", "severity", "kind", "n")
  WHERE "change"."applies"
    AND (b."status", b."severity", b."product_id", utc_day(b."first_seen_at"))
      IS DISTINCT FROM (a."status", a."severity", a."product_id", utc_day(a."first_seen_at"))
  GROUP BY 1, 2, 3, 4 HAVING sum("change"."n") <> 0;
  RETURN NULL;
END $$;
