-- What an import closes was alike before: one row for thousands of findings.
ALTER TABLE "import_before" ADD COLUMN     "finding_ids" INTEGER[];
UPDATE "import_before" SET "finding_ids" = ARRAY["finding_id"];
