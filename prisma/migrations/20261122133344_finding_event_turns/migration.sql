-- Changes of status that are neither a fix nor the end of one, and changes of severity: with the indexes of fixes they are
-- all that tells which findings were open on a past day. Partial: decisions of people and rated-anew findings, so that
-- what an import fixes or reopens goes into no further index. The text of the predicate is that of lib/figures/data/ages.ts.
CREATE INDEX "finding_event_turned_idx" ON "finding_event" ("at") WHERE "changes" ? 'severity'
  OR ("changes" ? 'status' AND ("changes" #>> '{status,1}') <> 'fixed' AND ("changes" #>> '{status,0}') <> 'fixed');
