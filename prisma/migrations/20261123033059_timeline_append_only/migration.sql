-- AlterTable
ALTER TABLE "timeline_note" ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "replaces_id" UUID;

-- What was taken back becomes a row of its own; the log knows who did it.
INSERT INTO "timeline_note" ("id", "incident_id", "ref", "kind", "at", "nanos", "title", "created_at", "created_by_id",
  "created_by_name", "replaces_id", "reason")
SELECT gen_random_uuid(), n."incident_id", n."ref", 'removed', n."at", n."nanos", n."title", n."removed_at", l."actor_id",
  COALESCE(l."actor_name", ''), n."id", COALESCE(l."note", '')
FROM "timeline_note" n
LEFT JOIN LATERAL (
  SELECT e."actor_id", e."actor_name", e."note" FROM "incident_entry" e
  WHERE e."incident_id" = n."incident_id" AND e."kind" = 'pin' AND e."at" = n."removed_at" AND e."data"->>'item' = n."ref"
  ORDER BY e."seq" LIMIT 1) l ON TRUE
WHERE n."removed_at" IS NOT NULL;

-- AlterTable
DROP INDEX "timeline_note_once";
ALTER TABLE "timeline_note" DROP COLUMN "removed_at";

-- CreateIndex
CREATE UNIQUE INDEX "timeline_note_replaces_id_key" ON "timeline_note"("replaces_id");

-- AddForeignKey
ALTER TABLE "timeline_note" ADD CONSTRAINT "timeline_note_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "timeline_note"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "timeline_note_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "timeline_note"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "timeline_note" ENABLE ALWAYS TRIGGER "timeline_note_append_only";

-- CreateIndex
CREATE INDEX "incident_entry_incident_id_happened_at_seq_idx" ON "incident_entry"("incident_id", "happened_at", "seq");
