-- What to act on at once, whatever its status: of a thousand findings a few, so an import hardly writes it.
CREATE INDEX "finding_act_idx" ON "finding" ("severity" DESC, "id" DESC) WHERE "ssvc" = 3;
