-- What one person has, of a tally of which most is nobody's. New findings are nobody's: imports pay nothing for it.
CREATE INDEX "finding_tally_assignee_idx" ON "finding_tally" ("assignee_id") WHERE "assignee_id" IS NOT NULL;
