-- Stores what the computation says of open findings and of claimed fixes; a due date that moves to another day leaves the
-- old one in the history, unless the cause is null. The version stays: no decision was made. Returns how many changed.
CREATE OR REPLACE FUNCTION "sla_recompute"("p_ids" int[], "p_at" timestamptz, "p_cause" text) RETURNS int LANGUAGE sql AS $$
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
    WHERE "p_cause" IS NOT NULL AND ("was" AT TIME ZONE "time_zone")::date IS DISTINCT FROM ("due_at" AT TIME ZONE "time_zone")::date
    ORDER BY "id"
  )
  SELECT count(*)::int FROM "moved"
$$;
