-- Maintained counts. Each statement on "finding" appends its net change to "finding_tally" (how many are there, by every
-- dimension that pages count) and to "finding_flow" (what entered and left the open states, by UTC day).
-- Only sums count: rows are deltas, the worker folds them. Rows of n = 0 are never written.
--
-- Days of the flow: "new" on the day of first_seen_at; "reopened", "fixed", "dismissed" on the day of status_changed_at;
-- "severity-in" and "severity-out" (an open finding changes severity or product) on the day of updated_at; a deleted open
-- finding leaves as "dismissed" today. So for every product and severity
--   sum(n of new, reopened, severity-in) - sum(n of fixed, dismissed, severity-out), up to a day = open on that day.
-- When an older report moves first_seen_at back, "new" moves with it (-1 on the old day, +1 on the new one).

CREATE FUNCTION "finding_is_open"("status" "finding_status") RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN "status" IN ('open', 'confirmed', 'in_progress');

CREATE FUNCTION "utc_day"("at" timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ("at" AT TIME ZONE 'UTC')::date;

CREATE FUNCTION "count_findings_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "first_seen_on", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    utc_day("first_seen_at"), count(*)
  FROM "added" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

  INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
  SELECT "product_id", utc_day("first_seen_at"), "severity", 'new', count(*)
  FROM "added" WHERE finding_is_open("status") GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;

CREATE FUNCTION "count_findings_deleted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "first_seen_on", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    utc_day("first_seen_at"), -count(*)
  FROM "removed" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

  INSERT INTO "finding_flow" ("product_id", "on", "severity", "change", "n")
  SELECT "product_id", utc_day(now()), "severity", 'dismissed', count(*)
  FROM "removed" WHERE finding_is_open("status") GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;

CREATE FUNCTION "count_findings_updated"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Before and after cancel out where no dimension changed: no join is needed.
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "first_seen_on", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available",
    utc_day("first_seen_at"), sum("delta")
  FROM (SELECT *, 1 AS "delta" FROM "after" UNION ALL SELECT *, -1 FROM "before") AS "both"
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum("delta") <> 0;

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
  GROUP BY 1, 2, 3, 4 HAVING sum("change"."n") <> 0;
  RETURN NULL;
END $$;

CREATE TRIGGER "finding_counts_insert" AFTER INSERT ON "finding" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_findings_inserted"();
CREATE TRIGGER "finding_counts_update" AFTER UPDATE ON "finding" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_findings_updated"();
CREATE TRIGGER "finding_counts_delete" AFTER DELETE ON "finding" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_findings_deleted"();
