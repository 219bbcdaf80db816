-- The one computation of due dates. Findings of one product, class, day of start and pause are due at once: each such
-- set is computed once. A pause that has not ended moves nothing yet.
CREATE OR REPLACE FUNCTION "sla_due_of"("p_ids" int[], "p_at" timestamptz) RETURNS TABLE (
  "finding_id" int, "due_at" timestamptz, "paused_at" timestamptz, "policy_id" uuid, "time_zone" text,
  "started_on" date, "base_days" int, "days" int, "shortening" "sla_condition", "paused_days" int
) LANGUAGE sql STABLE AS $$
  WITH "force" AS MATERIALIZED (SELECT * FROM sla_in_force("p_at")),
  "span" AS (
    SELECT p."finding_id", w."product_id", range_agg(tstzrange(p."started_at", GREATEST(p."started_at", LEAST(p."ended_at",
        CASE WHEN p."kind" = 'claimed' THEN sla_due_at(w."calendar_id", w."time_zone", w."business",
          (p."started_at" AT TIME ZONE w."time_zone")::date, w."claimed_days") END)), '[]'))
      FILTER (WHERE p."ended_at" IS NOT NULL) AS "over",
      min(p."started_at") FILTER (WHERE p."ended_at" IS NULL AND p."kind" = 'awaiting') AS "since"
    FROM "sla_pause" p JOIN "finding" f ON f."id" = p."finding_id" JOIN "force" w ON w."product_id" = f."product_id"
    WHERE p."finding_id" = ANY("p_ids") AND p."kind" = ANY(w."pauses")
      AND p."started_at" >= CASE w."starts" WHEN 'confirmed' THEN f."sla_confirmed_at"
        ELSE COALESCE(f."sla_started_at", f."first_seen_at") END
    GROUP BY 1, 2
  ), "pause" AS MATERIALIZED (
    SELECT s."finding_id", s."since", COALESCE((
      SELECT sum(sla_days_between(w."calendar_id", w."business", (lower(r) AT TIME ZONE w."time_zone")::date,
        (upper(r) AT TIME ZONE w."time_zone")::date)) FROM unnest(s."over") AS r), 0)::int AS "days"
    FROM "span" s JOIN "force" w USING ("product_id")
  ), "clock" AS MATERIALIZED (
    SELECT f."id", w."policy_id", w."exposed", COALESCE(w."tier", 99) AS "tier", f."severity",
      f."known_exploited" IS TRUE AS "exploited", COALESCE(f."epss" >= w."epss_from", false) AS "over",
      COALESCE(p."days", 0) AS "paused_days", p."since", w."time_zone",
      (CASE w."starts" WHEN 'confirmed' THEN f."sla_confirmed_at" ELSE COALESCE(f."sla_started_at", f."first_seen_at") END
        AT TIME ZONE w."time_zone")::date AS "from"
    FROM unnest("p_ids") AS i("id") JOIN "finding" f ON f."id" = i."id" JOIN "force" w ON w."product_id" = f."product_id"
    LEFT JOIN "pause" p ON p."finding_id" = f."id"
  ), "terms" AS MATERIALIZED (
    SELECT c.*, t.*
    FROM (SELECT DISTINCT "policy_id", "exposed", "tier", "severity", "exploited", "over" FROM "clock") c
    CROSS JOIN LATERAL sla_terms(c."policy_id", c."severity", c."exploited", c."over", c."exposed", c."tier") t
  ), "timed" AS MATERIALIZED (
    SELECT c.*, t."base_days", t."days", t."shortening", t."days" + c."paused_days" AS "span"
    FROM "clock" c JOIN "terms" t USING ("policy_id", "exposed", "tier", "severity", "exploited", "over")
  ), "due" AS MATERIALIZED (
    SELECT d.*, sla_due_at(w."calendar_id", w."time_zone", w."business", d."from", d."span") AS "at"
    FROM (SELECT DISTINCT "policy_id", "from", "span" FROM "timed" WHERE "from" IS NOT NULL AND "span" IS NOT NULL) d
    JOIN (SELECT DISTINCT ON ("policy_id") * FROM "force") w USING ("policy_id")
  )
  SELECT c."id", d."at", c."since", c."policy_id", c."time_zone", c."from", c."base_days", c."days", c."shortening",
    c."paused_days"
  FROM "timed" c LEFT JOIN "due" d USING ("policy_id", "from", "span")
$$;
