-- The order by priority is asked for of closed findings too, as all the other orders are.
DROP INDEX "finding_priority_idx";
CREATE INDEX "finding_priority_idx" ON "finding" ("priority" DESC, "id" DESC);
