-- CreateEnum
CREATE TYPE "sla_start" AS ENUM ('first_seen', 'confirmed');

-- CreateEnum
CREATE TYPE "sla_condition" AS ENUM ('known_exploited', 'epss', 'exposed', 'tier');

-- CreateEnum
CREATE TYPE "sla_pause_kind" AS ENUM ('awaiting', 'accepted', 'claimed');

-- CreateEnum
CREATE TYPE "sla_mark" AS ENUM ('warning', 'breach');

-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "sla_confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "sla_paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "sla_started_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sla_calendar" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "working_days" SMALLINT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_holiday" (
    "calendar_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "sla_holiday_pkey" PRIMARY KEY ("calendar_id","day")
);

-- CreateTable
CREATE TABLE "sla_day" (
    "calendar_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "working" BOOLEAN NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "sla_day_pkey" PRIMARY KEY ("calendar_id","day")
);

-- CreateTable
CREATE TABLE "sla_policy" (
    "id" UUID NOT NULL,
    "team_id" UUID,
    "product_id" UUID,
    "number" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "inherits" BOOLEAN NOT NULL DEFAULT false,
    "calendar_id" UUID NOT NULL,
    "business" BOOLEAN NOT NULL DEFAULT false,
    "starts" "sla_start" NOT NULL DEFAULT 'first_seen',
    "critical" INTEGER,
    "high" INTEGER,
    "medium" INTEGER,
    "low" INTEGER,
    "info" INTEGER,
    "pause_awaiting" BOOLEAN NOT NULL DEFAULT true,
    "pause_accepted" BOOLEAN NOT NULL DEFAULT true,
    "claimed_days" INTEGER NOT NULL DEFAULT 5,
    "warn_days" INTEGER NOT NULL DEFAULT 3,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "sla_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_shortening" (
    "policy_id" UUID NOT NULL,
    "condition" "sla_condition" NOT NULL,
    "threshold" REAL,
    "factor" REAL,
    "max_days" INTEGER,

    CONSTRAINT "sla_shortening_pkey" PRIMARY KEY ("policy_id","condition")
);

-- CreateTable
CREATE TABLE "sla_pause" (
    "id" BIGSERIAL NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "kind" "sla_pause_kind" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "verified" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "sla_pause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_touched" (
    "id" BIGSERIAL NOT NULL,
    "finding_id" INTEGER NOT NULL,

    CONSTRAINT "sla_touched_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_sweep" (
    "id" BIGSERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "severity" SMALLINT,
    "finding_id" INTEGER,

    CONSTRAINT "sla_sweep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_raised" (
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "finding_id" INTEGER NOT NULL,
    "mark" "sla_mark" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_raised_pkey" PRIMARY KEY ("due_at","finding_id","mark")
);

-- CreateIndex
CREATE UNIQUE INDEX "sla_calendar_name_key" ON "sla_calendar"("name");

-- CreateIndex
CREATE INDEX "sla_policy_team_id_idx" ON "sla_policy"("team_id");

-- CreateIndex
CREATE INDEX "sla_policy_product_id_idx" ON "sla_policy"("product_id");

-- CreateIndex
CREATE INDEX "sla_policy_calendar_id_idx" ON "sla_policy"("calendar_id");

-- CreateIndex
CREATE INDEX "sla_pause_finding_id_idx" ON "sla_pause"("finding_id");

-- CreateIndex
CREATE INDEX "sla_sweep_product_id_idx" ON "sla_sweep"("product_id");

-- CreateIndex
CREATE INDEX "sla_raised_finding_id_idx" ON "sla_raised"("finding_id");

-- AddForeignKey
ALTER TABLE "sla_holiday" ADD CONSTRAINT "sla_holiday_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "sla_calendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_day" ADD CONSTRAINT "sla_day_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "sla_calendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "sla_calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_shortening" ADD CONSTRAINT "sla_shortening_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "sla_policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_pause" ADD CONSTRAINT "sla_pause_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_raised" ADD CONSTRAINT "sla_raised_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sla_calendar" ADD CONSTRAINT "sla_calendar_working_days_check"
  CHECK (cardinality("working_days") > 0 AND "working_days" <@ '{1,2,3,4,5,6,7}'::smallint[]);
ALTER TABLE "sla_policy"
  ADD CONSTRAINT "sla_policy_one_place_check" CHECK ("team_id" IS NULL OR "product_id" IS NULL),
  ADD CONSTRAINT "sla_policy_organisation_check"
    CHECK (NOT "inherits" OR "team_id" IS NOT NULL OR "product_id" IS NOT NULL),
  ADD CONSTRAINT "sla_policy_days_check" CHECK (LEAST("critical", "high", "medium", "low", "info") >= 1
    AND GREATEST("critical", "high", "medium", "low", "info") <= 3650),
  ADD CONSTRAINT "sla_policy_bounds_check" CHECK ("claimed_days" BETWEEN 0 AND 365 AND "warn_days" BETWEEN 0 AND 365);
ALTER TABLE "sla_shortening"
  ADD CONSTRAINT "sla_shortening_one_check" CHECK (num_nonnulls("factor", "max_days") = 1),
  ADD CONSTRAINT "sla_shortening_bounds_check" CHECK ("factor" > 0 AND "factor" < 1 OR "max_days" BETWEEN 1 AND 3650),
  ADD CONSTRAINT "sla_shortening_threshold_check" CHECK (("threshold" IS NOT NULL) = ("condition" IN ('epss', 'tier')));
ALTER TABLE "sla_sweep" ADD CONSTRAINT "sla_sweep_cause_check"
  CHECK ("cause" IN ('policy', 'calendar', 'product', 'check'));

-- Of two who save a version of the same place at once the second is told.
CREATE UNIQUE INDEX "sla_policy_version_key" ON "sla_policy" ("team_id", "product_id", "number") NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "sla_day_working_key" ON "sla_day" ("calendar_id", "n") INCLUDE ("day") WHERE "working";
CREATE UNIQUE INDEX "sla_pause_open_key" ON "sla_pause" ("finding_id", "kind") WHERE "ended_at" IS NULL;
CREATE INDEX "finding_sla_paused_idx" ON "finding" ("id") WHERE "sla_paused_at" IS NOT NULL;

-- Writes a calendar day by day, so that the nth working day after a day is two look-ups.
CREATE FUNCTION "sla_build_days"("p_calendar" uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "sla_day" WHERE "calendar_id" = "p_calendar";
  INSERT INTO "sla_day" ("calendar_id", "day", "working", "n")
  SELECT "p_calendar", "day", "working", count(*) FILTER (WHERE "working") OVER (ORDER BY "day")
  FROM (
    SELECT g."at"::date AS "day", extract(isodow FROM g."at") = ANY(c."working_days") AND NOT EXISTS (
      SELECT FROM "sla_holiday" h WHERE h."calendar_id" = c."id" AND h."day" = g."at"::date) AS "working"
    FROM "sla_calendar" c
    CROSS JOIN generate_series(timestamp '1990-01-01', timestamp '2099-12-31', interval '1 day') AS g("at")
    WHERE c."id" = "p_calendar") AS "each";
$$;

-- What was due dates so far: the organisation's setting, or what counted without one.
INSERT INTO "sla_calendar" ("id", "name", "time_zone", "working_days", "updated_at")
VALUES (gen_random_uuid(), 'UTC', 'Etc/UTC', '{1,2,3,4,5}', now());
SELECT "sla_build_days"("id") FROM "sla_calendar";
INSERT INTO "sla_policy" ("id", "number", "valid_from", "calendar_id", "info", "low", "medium", "high", "critical",
  "created_at", "created_by_name", "applied_at")
SELECT gen_random_uuid(), 1, '2000-01-01', c."id", (s."value" ->> 0)::int, (s."value" ->> 1)::int,
  (s."value" ->> 2)::int, (s."value" ->> 3)::int, (s."value" ->> 4)::int, now(), '', now()
FROM "sla_calendar" c CROSS JOIN (
  SELECT COALESCE((SELECT "value" FROM "setting" WHERE "key" = 'sla.days'), '[null, 180, 90, 30, 7]') AS "value") s;
DELETE FROM "setting" WHERE "key" = 'sla.days';
-- Due dates were instants so far, now they are the ends of days.
INSERT INTO "sla_sweep" ("product_id", "cause", "asked_at") SELECT "id", 'check', now() FROM "product";

-- The policy of each product at an instant: its own, else its team's, else the organisation's; of versions the newest
-- whose day has come.
CREATE FUNCTION "sla_in_force"("p_at" timestamptz) RETURNS TABLE (
  "product_id" uuid, "policy_id" uuid, "calendar_id" uuid, "time_zone" text, "business" boolean, "starts" "sla_start",
  "pauses" "sla_pause_kind"[], "claimed_days" int, "warn_days" int, "epss_from" real, "exposed" boolean, "tier" smallint
) LANGUAGE sql STABLE AS $$
  WITH "newest" AS MATERIALIZED (
    SELECT DISTINCT ON (p."team_id", p."product_id") p.*, c."time_zone"
    FROM "sla_policy" p JOIN "sla_calendar" c ON c."id" = p."calendar_id"
    WHERE p."valid_from" <= ("p_at" AT TIME ZONE c."time_zone")::date
    ORDER BY p."team_id", p."product_id", p."valid_from" DESC, p."number" DESC
  )
  SELECT DISTINCT ON (d."id") d."id", n."id", n."calendar_id", n."time_zone", n."business", n."starts",
    array_remove(ARRAY[CASE WHEN n."pause_awaiting" THEN 'awaiting' END, CASE WHEN n."pause_accepted" THEN 'accepted' END,
      CASE WHEN n."claimed_days" > 0 THEN 'claimed' END]::"sla_pause_kind"[], NULL),
    n."claimed_days", n."warn_days", s."threshold", COALESCE(d."exposure" = 'internet', false), d."tier"
  FROM "product" d
  JOIN "newest" n ON NOT n."inherits"
    AND (n."product_id" = d."id" OR n."team_id" = d."team_id" OR n."product_id" IS NULL AND n."team_id" IS NULL)
  LEFT JOIN "sla_shortening" s ON s."policy_id" = n."id" AND s."condition" = 'epss'
  ORDER BY d."id", n."product_id" IS NULL, n."team_id" IS NULL
$$;

-- Days until due of a class of findings: those of its severity, or what the strongest shortening that applies leaves.
CREATE FUNCTION "sla_terms"(
  "p_policy" uuid, "p_severity" int, "p_exploited" boolean, "p_epss_over" boolean, "p_exposed" boolean, "p_tier" int
) RETURNS TABLE ("base_days" int, "days" int, "shortening" "sla_condition") LANGUAGE sql STABLE AS $$
  SELECT b."days", COALESCE(least."days", b."days"), least."condition"
  FROM "sla_policy" p
  CROSS JOIN LATERAL (SELECT CASE "p_severity" WHEN 4 THEN p."critical" WHEN 3 THEN p."high" WHEN 2 THEN p."medium"
    WHEN 1 THEN p."low" ELSE p."info" END AS "days") b
  LEFT JOIN LATERAL (
    SELECT s."condition", COALESCE(s."max_days", ceil(b."days" * s."factor"::numeric)::int) AS "days"
    FROM "sla_shortening" s
    WHERE s."policy_id" = p."id" AND COALESCE(s."max_days", ceil(b."days" * s."factor"::numeric)) < b."days"
      AND CASE s."condition" WHEN 'known_exploited' THEN "p_exploited" WHEN 'epss' THEN "p_epss_over"
        WHEN 'exposed' THEN "p_exposed" ELSE "p_tier" <= s."threshold" END
    ORDER BY 2, 1 LIMIT 1
  ) least ON true
  WHERE p."id" = "p_policy"
$$;

-- The end of the day that lies so many days, or working days, after the day on which the clock started. The table of
-- days has ends: before it clocks start with it, after it nothing is due.
CREATE FUNCTION "sla_due_at"(
  "p_calendar" uuid, "p_zone" text, "p_business" boolean, "p_from" date, "p_days" int
) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT ((CASE WHEN "p_business" THEN (
    SELECT t."day" FROM "sla_day" s JOIN "sla_day" t ON t."calendar_id" = s."calendar_id" AND t."n" = s."n" + "p_days"
    WHERE s."calendar_id" = "p_calendar" AND s."day" = GREATEST("p_from", date '1990-01-01') AND t."working")
    ELSE "p_from" + "p_days" END + 1)::timestamp AT TIME ZONE "p_zone") - interval '1 millisecond'
$$;

-- How many days that count end between two days.
CREATE FUNCTION "sla_days_between"("p_calendar" uuid, "p_business" boolean, "p_from" date, "p_to" date)
RETURNS int LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN "p_business" THEN (
    SELECT t."n" - s."n" FROM "sla_day" s JOIN "sla_day" t ON t."calendar_id" = s."calendar_id"
    WHERE s."calendar_id" = "p_calendar" AND s."day" = GREATEST("p_from", date '1990-01-01') AND t."day" = "p_to")
    ELSE "p_to" - "p_from" END
$$;

-- The one computation of due dates. Findings of one product, class, day of start and pause are due at once: each such
-- set is computed once. A pause that has not ended moves nothing yet.
CREATE FUNCTION "sla_due_of"("p_ids" int[], "p_at" timestamptz) RETURNS TABLE (
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
    SELECT f."id", f."product_id", f."severity", f."known_exploited" IS TRUE AS "exploited",
      COALESCE(f."epss" >= w."epss_from", false) AS "over", COALESCE(p."days", 0) AS "paused_days", p."since",
      (CASE w."starts" WHEN 'confirmed' THEN f."sla_confirmed_at" ELSE COALESCE(f."sla_started_at", f."first_seen_at") END
        AT TIME ZONE w."time_zone")::date AS "from"
    FROM unnest("p_ids") AS i("id") JOIN "finding" f ON f."id" = i."id" JOIN "force" w ON w."product_id" = f."product_id"
    LEFT JOIN "pause" p ON p."finding_id" = f."id"
  ), "due" AS MATERIALIZED (
    SELECT c.*, t.*,
      sla_due_at(w."calendar_id", w."time_zone", w."business", c."from", t."days" + c."paused_days") AS "at"
    FROM (SELECT DISTINCT "product_id", "severity", "exploited", "over", "paused_days", "from" FROM "clock"
      WHERE "from" IS NOT NULL) c
    JOIN "force" w USING ("product_id")
    CROSS JOIN LATERAL sla_terms(w."policy_id", c."severity", c."exploited", c."over", w."exposed", w."tier") t
  )
  SELECT c."id", d."at", c."since", w."policy_id", w."time_zone", c."from", d."base_days", d."days", d."shortening",
    c."paused_days"
  FROM "clock" c JOIN "force" w USING ("product_id")
  LEFT JOIN "due" d USING ("product_id", "severity", "exploited", "over", "paused_days", "from")
$$;

-- Stores what the computation says of open findings and of claimed fixes; a due date that moves to another day leaves the
-- old one in the history. The version stays: no decision was made. Returns how many changed.
CREATE FUNCTION "sla_recompute"("p_ids" int[], "p_at" timestamptz, "p_cause" text) RETURNS int LANGUAGE sql AS $$
  WITH "wanted" AS MATERIALIZED (
    SELECT f."id", f."version", f."due_at" AS "was", w."due_at", w."paused_at", w."time_zone"
    FROM sla_due_of("p_ids", "p_at") w JOIN "finding" f ON f."id" = w."finding_id"
    WHERE (finding_is_open(f."status") OR f."status" = 'fixed' AND f."reason" = 'claimed')
      AND (f."due_at" IS DISTINCT FROM w."due_at" OR f."sla_paused_at" IS DISTINCT FROM w."paused_at")
    ORDER BY f."id" FOR NO KEY UPDATE OF f
  ), "moved" AS (
    UPDATE "finding" f SET "due_at" = w."due_at", "sla_paused_at" = w."paused_at"
    FROM "wanted" w WHERE f."id" = w."id" RETURNING f."id"
  ), "logged" AS (
    INSERT INTO "finding_event" ("finding_id", "at", "kind", "changes", "reason", "actor_kind", "actor_name", "version")
    SELECT "id", "p_at", 'due', jsonb_build_object('dueAt', jsonb_build_array("was", "due_at")), "p_cause", 'system', 'SLA',
      "version"
    FROM "wanted"
    WHERE ("was" AT TIME ZONE "time_zone")::date IS DISTINCT FROM ("due_at" AT TIME ZONE "time_zone")::date ORDER BY "id"
  )
  SELECT count(*)::int FROM "moved"
$$;

CREATE FUNCTION "sla_pause_of"("p_status" "finding_status", "p_reason" text) RETURNS "sla_pause_kind"
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "p_status" = 'risk_accepted' THEN 'accepted'::"sla_pause_kind"
    WHEN "p_status" = 'fixed' AND "p_reason" = 'claimed' THEN 'claimed'::"sla_pause_kind" END
$$;

-- A finding that comes back after a fix that held has a new clock, from the scan that saw it (the import says when) or
-- from now. A claim that no scan verified, a wrong dismissal and an undo leave the old clock running.
CREATE FUNCTION "sla_keep_clock"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" = 'fixed' AND NEW."regressed" AND NOT OLD."regressed" AND (OLD."reason" IS DISTINCT FROM 'claimed'
    OR EXISTS (SELECT FROM "sla_pause" WHERE "finding_id" = NEW."id" AND "kind" = 'claimed' AND "verified"
      AND "started_at" >= COALESCE(OLD."sla_started_at", OLD."first_seen_at"))) THEN
    IF NEW."sla_started_at" IS NOT DISTINCT FROM OLD."sla_started_at" THEN
      NEW."sla_started_at" := NEW."status_changed_at";
    END IF;
    NEW."sla_confirmed_at" := NULL;
  ELSIF OLD."status" = 'fixed' THEN
    NEW."sla_started_at" := OLD."sla_started_at";
  END IF;
  IF NEW."status" IN ('confirmed', 'in_progress') THEN
    NEW."sla_confirmed_at" := COALESCE(NEW."sla_confirmed_at", NEW."status_changed_at");
  ELSIF NEW."status" = 'open' AND OLD."status" IN ('confirmed', 'in_progress') THEN
    NEW."sla_confirmed_at" := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "finding_sla_clock" BEFORE UPDATE OF "status" ON "finding" FOR EACH ROW
  WHEN (OLD."status" IS DISTINCT FROM NEW."status" AND finding_is_open(NEW."status"))
  EXECUTE FUNCTION "sla_keep_clock"();

CREATE FUNCTION "sla_write_pauses"(
  "p_ids" int[], "p_at" timestamptz[], "p_was" "sla_pause_kind"[], "p_is" "sla_pause_kind"[]
) RETURNS void LANGUAGE sql SET enable_nestloop = on AS $$
  UPDATE "sla_pause" p SET "ended_at" = GREATEST(m."at", p."started_at")
  FROM unnest("p_ids", "p_at", "p_was") AS m("id", "at", "was")
  WHERE p."finding_id" = m."id" AND p."kind" = m."was" AND p."ended_at" IS NULL;
  INSERT INTO "sla_pause" ("finding_id", "kind", "started_at")
  SELECT "id", "is", "at" FROM unnest("p_ids", "p_at", "p_is") AS m("id", "at", "is") WHERE "is" IS NOT NULL
  ON CONFLICT DO NOTHING;
$$;

-- Notes, a statement at a time, when clocks stop and go on, and what may be due at another time now.
CREATE FUNCTION "sla_note_updated"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE
  "limits" real[] := (SELECT array_agg(DISTINCT "threshold") FROM "sla_shortening" WHERE "condition" = 'epss');
  "ids" int[]; "ats" timestamptz[]; "before_it" "sla_pause_kind"[]; "after_it" "sla_pause_kind"[];
BEGIN
  WITH "moved" AS MATERIALIZED (
    SELECT a."id", a."status_changed_at" AS "at", sla_pause_of(b."status", b."reason") AS "was",
      sla_pause_of(a."status", a."reason") AS "is", finding_is_open(a."status") AS "open"
    FROM "before" b JOIN "after" a USING ("id")
    WHERE (a."status", a."reason") IS DISTINCT FROM (b."status", b."reason")
      OR finding_is_open(a."status") AND ((a."severity", a."product_id", a."known_exploited" IS TRUE)
          IS DISTINCT FROM (b."severity", b."product_id", b."known_exploited" IS TRUE)
        OR width_bucket(COALESCE(a."epss", -1), "limits") <> width_bucket(COALESCE(b."epss", -1), "limits"))
  ), "touched" AS (
    INSERT INTO "sla_touched" ("finding_id") SELECT "id" FROM "moved" WHERE "open"
  )
  SELECT array_agg("id"), array_agg("at"), array_agg("was"), array_agg("is")
  INTO "ids", "ats", "before_it", "after_it" FROM "moved" WHERE "was" IS DISTINCT FROM "is";
  IF "ids" IS NOT NULL THEN PERFORM sla_write_pauses("ids", "ats", "before_it", "after_it"); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "finding_sla_updated" AFTER UPDATE ON "finding"
  REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "sla_note_updated"();

-- Acceptance is asked for, or no longer: the clocks of these findings stop, or go on.
CREATE FUNCTION "sla_await"("p_ids" int[], "p_at" timestamptz, "p_waits" boolean) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "sla_pause" ("finding_id", "kind", "started_at")
  SELECT DISTINCT "id", 'awaiting'::"sla_pause_kind", "p_at" FROM unnest("p_ids") AS i("id") WHERE "p_waits"
  ON CONFLICT DO NOTHING;
  UPDATE "sla_pause" SET "ended_at" = GREATEST("p_at", "started_at")
  WHERE "finding_id" = ANY("p_ids") AND "kind" = 'awaiting' AND "ended_at" IS NULL AND NOT "p_waits";
  INSERT INTO "sla_touched" ("finding_id") SELECT DISTINCT "id" FROM unnest("p_ids") AS i("id");
$$;

CREATE FUNCTION "sla_note_product"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "sla_sweep" ("product_id", "cause", "asked_at") VALUES (NEW."id", 'product', now());
  RETURN NULL;
END $$;
CREATE TRIGGER "product_sla" AFTER UPDATE ON "product" FOR EACH ROW
  WHEN ((OLD."team_id", OLD."tier", OLD."exposure") IS DISTINCT FROM (NEW."team_id", NEW."tier", NEW."exposure"))
  EXECUTE FUNCTION "sla_note_product"();
