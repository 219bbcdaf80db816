-- Bulk writers give new findings their due date. Those without one are left to the worker, whoever wrote them: many of
-- them are never due, and computing that once costs little.
CREATE FUNCTION "sla_note_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "sla_touched" ("finding_id")
  SELECT "id" FROM "added" WHERE "due_at" IS NULL AND finding_is_open("status");
  RETURN NULL;
END $$;
CREATE TRIGGER "finding_sla_inserted" AFTER INSERT ON "finding"
  REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "sla_note_inserted"();
