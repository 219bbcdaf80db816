-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "weeks" INTEGER NOT NULL,
    "team_id" UUID,
    "team_name" TEXT NOT NULL DEFAULT '',
    "product_ids" UUID[],
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" UUID,
    "made_by_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_number_key" ON "report"("number");

-- CreateIndex
CREATE INDEX "report_team_id_as_of_idx" ON "report"("team_id", "as_of" DESC);

-- CreateIndex
CREATE INDEX "report_made_at_idx" ON "report"("made_at" DESC);

-- What was reported stays as it was reported.
CREATE FUNCTION "refuse_report_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'reports are append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "report_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "report"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_report_change"();
ALTER TABLE "report" ENABLE ALWAYS TRIGGER "report_append_only";
