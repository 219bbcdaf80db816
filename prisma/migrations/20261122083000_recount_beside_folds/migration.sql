-- A fold that was under way while "recount_findings" ran left its sums beside the new ones: keep folds out as well.
CREATE OR REPLACE FUNCTION "recount_findings"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "finding", "finding_tally", "finding_day" IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM "finding_tally";
  DELETE FROM "finding_day";
  INSERT INTO "finding_tally" ("product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited",
    "fix_available", "n")
  SELECT "product_id", "status", "severity", "kind", "scanner", "assignee_id", "known_exploited", "fix_available", count(*)
  FROM "finding" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  INSERT INTO "finding_day" ("product_id", "first_seen_on", "status", "severity", "n")
  SELECT "product_id", utc_day("first_seen_at"), "status", "severity", count(*) FROM "finding" GROUP BY 1, 2, 3, 4;
END $$;
