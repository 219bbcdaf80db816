-- Evidence is looked for by its source, whether present or not. Without the mark, a finding that goes or comes back changes
-- nothing that is indexed: while its page has room (fillfactor), both indexes stay as they are (HOT).
-- DropIndex
DROP INDEX "finding_source_source_id_present_idx";

-- CreateIndex
CREATE INDEX "finding_source_source_id_idx" ON "finding_source"("source_id");
