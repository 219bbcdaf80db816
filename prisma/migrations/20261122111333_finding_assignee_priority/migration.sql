-- "Mine" in the order of priority: new findings are nobody's, so imports pay nothing for it.
CREATE INDEX "finding_assignee_priority_idx" ON "finding" ("assignee_id", "priority" DESC, "id" DESC)
  WHERE "assignee_id" IS NOT NULL;
