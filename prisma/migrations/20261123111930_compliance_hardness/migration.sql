-- AlterTable
ALTER TABLE "evidence_package" ADD COLUMN     "taken_at" TIMESTAMPTZ(3),
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- Decisions and reviews stay as they were made.
CREATE FUNCTION "refuse_compliance_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'decisions and reviews are append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "control_decision_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "control_decision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_compliance_change"();
ALTER TABLE "control_decision" ENABLE ALWAYS TRIGGER "control_decision_append_only";
CREATE TRIGGER "document_review_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_review"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_compliance_change"();
ALTER TABLE "document_review" ENABLE ALWAYS TRIGGER "document_review_append_only";
