-- AlterTable
ALTER TABLE "incident_rule" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "min_alerts" SMALLINT NOT NULL DEFAULT 1,
ADD COLUMN     "places" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "within_minutes" INTEGER NOT NULL DEFAULT 60;

-- AlterTable
ALTER TABLE "incident_by_rule" ADD COLUMN     "version" INTEGER;

-- CreateTable
CREATE TABLE "incident_rule_version" (
    "rule_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verb" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "incident_rule_version_pkey" PRIMARY KEY ("rule_id","number")
);

-- AddForeignKey
ALTER TABLE "incident_rule_version" ADD CONSTRAINT "incident_rule_version_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "incident_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "incident_rule_version_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_rule_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "incident_rule_version" ENABLE ALWAYS TRIGGER "incident_rule_version_append_only";
