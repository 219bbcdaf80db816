-- What a source has reported is told by digests: its identity of the finding, the content taken, the record itself.
ALTER TABLE "finding_source" ADD COLUMN "identity" BYTEA, ADD COLUMN "record_hash" BYTEA, ADD COLUMN "severity" SMALLINT;
UPDATE "finding_source" AS "e"
SET "identity" = substring(sha256(convert_to("f"."fingerprint", 'UTF8')) FOR 16), "severity" = "f"."severity"
FROM "finding" AS "f" WHERE "f"."id" = "e"."finding_id";
ALTER TABLE "finding_source" ALTER COLUMN "identity" SET NOT NULL, ALTER COLUMN "severity" SET NOT NULL,
  ADD CONSTRAINT "finding_source_digests_check"
    CHECK (length("identity") = 16 AND length("content_hash") = 16 AND length("record_hash") = 16),
  ADD CONSTRAINT "finding_source_severity_check" CHECK ("severity" BETWEEN 0 AND 4);

-- The same vulnerability of the same package under another of its public ids.
CREATE TABLE "finding_alias" (
    "product_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "finding_id" INTEGER NOT NULL,

    CONSTRAINT "finding_alias_pkey" PRIMARY KEY ("product_id","fingerprint")
);
CREATE INDEX "finding_alias_finding_id_idx" ON "finding_alias"("finding_id");

-- Foreign keys are checked row by row, a third of what a new finding costs. Findings, details and evidence are written
-- together, in one transaction, under ids that it has just drawn; the product is checked once a statement.
ALTER TABLE "finding" DROP CONSTRAINT "finding_product_id_fkey";
ALTER TABLE "finding_detail" DROP CONSTRAINT "finding_detail_finding_id_fkey";
ALTER TABLE "finding_source" DROP CONSTRAINT "finding_source_finding_id_fkey", DROP CONSTRAINT "finding_source_source_id_fkey";

CREATE FUNCTION "check_products_of_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "missing" uuid;
BEGIN
  SELECT "a"."product_id" INTO "missing" FROM (SELECT DISTINCT "product_id" FROM "added") AS "a"
  WHERE NOT EXISTS (SELECT FROM "product" AS "p" WHERE "p"."id" = "a"."product_id") LIMIT 1;
  IF "missing" IS NOT NULL THEN
    RAISE EXCEPTION 'finding of a product that does not exist: %', "missing" USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "finding_product_insert" AFTER INSERT ON "finding" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_products_of_findings"();
CREATE TRIGGER "finding_product_update" AFTER UPDATE ON "finding" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_products_of_findings"();

-- Detail, evidence and other ids go with their finding.
CREATE FUNCTION "delete_parts_of_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "finding_detail" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  DELETE FROM "finding_source" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  DELETE FROM "finding_alias" WHERE "finding_id" IN (SELECT "id" FROM "removed");
  RETURN NULL;
END $$;
CREATE TRIGGER "finding_parts_delete" AFTER DELETE ON "finding" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "delete_parts_of_findings"();
