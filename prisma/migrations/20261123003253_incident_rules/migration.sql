-- CreateTable
CREATE TABLE "incident_rule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "patterns" TEXT[],
    "min_severity" SMALLINT NOT NULL,
    "techniques" TEXT[],
    "product_id" UUID,
    "team_id" UUID,
    "kind" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_by_rule" (
    "incident_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,

    CONSTRAINT "incident_by_rule_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "incident_rule_look" (
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "severity" SMALLINT NOT NULL,

    CONSTRAINT "incident_rule_look_pkey" PRIMARY KEY ("alert_id")
);

-- CreateIndex
CREATE INDEX "incident_by_rule_rule_id_idx" ON "incident_by_rule"("rule_id");

-- AddForeignKey
ALTER TABLE "incident_by_rule" ADD CONSTRAINT "incident_by_rule_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_by_rule" ADD CONSTRAINT "incident_by_rule_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "incident_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Alerts from before there were rules are not asked about.
INSERT INTO "incident_rule_look" ("alert_id", "at", "severity") SELECT "id", now(), "severity" FROM "alert";

-- What the rules have not been asked about yet is looked for every other second.
CREATE INDEX "alert_without_incident" ON "alert"("product_id", "last_at")
  WHERE "state" <> 'closed' AND "merged_into_id" IS NULL AND "incident_id" IS NULL;

-- Rules to begin with, all off: an incident calls people at night. The page says what each would have declared.
INSERT INTO "incident_rule" ("id", "name", "active", "patterns", "min_severity", "techniques", "kind", "impact", "urgency",
  "title", "valid_from", "created_at", "changed_at", "changed_by") VALUES
  (gen_random_uuid(), 'Critical alert of a rule of ours', false, '{"rule:*"}', 4, '{}', 'other', 'high', 'high',
    '{alert}: {entity}', now(), now(), now(), 'Lagebild'),
  (gen_random_uuid(), 'Escape from a container', false, '{}', 3, '{"T1611"}', 'compromised_container', 'high', 'high',
    '{alert}: {entity}', now(), now(), now(), 'Lagebild'),
  (gen_random_uuid(), 'Password guessed', false, '{"rule:brute-force-success-*"}', 0, '{}', 'compromised_identity', 'high',
    'medium', '{alert}: {entity}', now(), now(), now(), 'Lagebild');
