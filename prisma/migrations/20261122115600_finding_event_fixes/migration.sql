-- Findings that became fixed, and fixed ones that something else became of: for times to remediate and reopen rates of a
-- period. Partial, over these few events only. The text of the predicates is that of lib/figures/data/remediation.ts.
CREATE INDEX "finding_event_fixed_idx" ON "finding_event" ("at") WHERE ("changes" #>> '{status,1}') = 'fixed';
CREATE INDEX "finding_event_unfixed_idx" ON "finding_event" ("at") WHERE ("changes" #>> '{status,0}') = 'fixed';
