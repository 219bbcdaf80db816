-- AlterTable
ALTER TABLE "duty_follow" ADD COLUMN     "tried_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "on_call_override" ADD COLUMN     "instead_of_id" UUID;

-- AlterTable
ALTER TABLE "escalation_run" ADD COLUMN     "failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "silenced_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "escalation_profile" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- Turns are so many hours, days or weeks long, by a zone of their own where they have one.
UPDATE "on_call_schedule" SET "layers" = (
  SELECT coalesce(jsonb_agg((one - 'everyDays') || jsonb_build_object(
    'every', one->'everyDays', 'unit', 'days', 'timeZone', NULL, 'hoursOf', 'layer') ORDER BY place), '[]')
  FROM jsonb_array_elements("layers") WITH ORDINALITY AS layer(one, place));

-- Whoever looks at an incident hears how its messages fare, also of tries that the log does not tell of.
CREATE FUNCTION "announce_escalation_delivery"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lagebild_delivery', NEW."incident_id"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "escalation_delivery_announced" AFTER UPDATE ON "escalation_delivery"
  FOR EACH ROW WHEN (NEW."incident_id" IS NOT NULL AND OLD."state" IS DISTINCT FROM NEW."state")
  EXECUTE FUNCTION "announce_escalation_delivery"();
