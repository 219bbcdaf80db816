-- Counts that fold. With the day of first sight among its dimensions "finding_tally" had a row for every third finding;
-- without it the rows of a product are bounded. Days have a table of their own, with the few dimensions that ages need.
-- Rows are still deltas, only sums count, nothing is updated: writers never wait for one another.
LOCK TABLE "finding" IN SHARE ROW EXCLUSIVE MODE;

DROP TABLE "finding_tally";
CREATE TABLE "finding_tally" (
    "id" BIGSERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "status" "finding_status" NOT NULL,
    "severity" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "scanner" TEXT NOT NULL,
    "assignee_id" UUID,
    "known_exploited" BOOLEAN,
    "fix_available" BOOLEAN,
    "n" INTEGER NOT NULL,

    CONSTRAINT "finding_tally_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "finding_tally_product_id_idx" ON "finding_tally"("product_id");

CREATE TABLE "finding_day" (
    "id" BIGSERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "first_seen_on" DATE NOT NULL,
    "status" "finding_status" NOT NULL,
    "severity" SMALLINT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "finding_day_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "finding_day_product_id_idx" ON "finding_day"("product_id");

-- Folding takes new numbers for ever.
ALTER TABLE "finding_flow" ALTER COLUMN "id" TYPE BIGINT;
ALTER SEQUENCE "finding_flow_id_seq" AS BIGINT;

-- Counts anew what is there, in one transaction that keeps writers out. For an upgrade, or after a restore in parts.
CREATE FUNCTION "recount_findings"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "finding" IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM "finding_tally";
  DELETE FROM "finding_day";
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", count(*)
  FROM "finding" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
  SELECT "product_id", utc_day("first_seen_at"), "status", "severity", count(*) FROM "finding" GROUP BY 1, 2, 3, 4;
END $$;
SELECT "recount_findings"();

CREATE OR REPLACE FUNCTION "count_findings_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The new rows are gone through once; the cells that they fall into are few.
  WITH "cell" AS MATERIALIZED (
    SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
      utc_day("first_seen_at") AS "day", count(*) AS "n"
    FROM "added" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), "by_day" AS (
    INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
    SELECT "product_id", "day", "status", "severity", sum("n") FROM "cell" GROUP BY 1, 2, 3, 4
  ), "flow" AS (
    INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
    SELECT "product_id", "day", "severity", 'new', sum("n") FROM "cell" WHERE finding_is_open("status") GROUP BY 1, 2, 3
  )
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", sum("n")
  FROM "cell" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "count_findings_deleted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH "cell" AS MATERIALIZED (
    SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
      utc_day("first_seen_at") AS "day", count(*) AS "n"
    FROM "removed" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), "by_day" AS (
    INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
    SELECT "product_id", "day", "status", "severity", -sum("n") FROM "cell" GROUP BY 1, 2, 3, 4
  ), "flow" AS (
    INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
    SELECT "product_id", utc_day(now()), "severity", 'dismissed', sum("n")
    FROM "cell" WHERE finding_is_open("status") GROUP BY 1, 2, 3
  )
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", -sum("n")
  FROM "cell" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  RETURN NULL;
END $$;

-- A kept plan must never compare each row before with each row after, however few there were when it was made.
CREATE OR REPLACE FUNCTION "count_findings_updated"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
  -- Before and after cancel out where no dimension changed: no join is needed.
  WITH "cell" AS MATERIALIZED (
    SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
      utc_day("first_seen_at") AS "day", sum("delta") AS "n"
    FROM (
      SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
        "first_seen_at", 1 AS "delta" FROM "after"
      UNION ALL
      SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
        "first_seen_at", -1 FROM "before") AS "both"
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum("delta") <> 0
  ), "by_day" AS (
    INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
    SELECT "product_id", "day", "status", "severity", sum("n") FROM "cell" GROUP BY 1, 2, 3, 4 HAVING sum("n") <> 0
  )
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", sum("n")
  FROM "cell" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum("n") <> 0;

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
