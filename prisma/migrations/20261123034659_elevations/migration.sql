-- CreateTable
CREATE TABLE "elevation" (
    "id" UUID NOT NULL,
    "requester_id" UUID NOT NULL,
    "permissions" TEXT[],
    "team_id" UUID,
    "product_id" UUID,
    "reason" TEXT NOT NULL,
    "ticket" TEXT NOT NULL DEFAULT '',
    "minutes" SMALLINT NOT NULL,
    "break_glass" BOOLEAN NOT NULL DEFAULT false,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "lapses_at" TIMESTAMPTZ(3) NOT NULL,
    "decider_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT NOT NULL DEFAULT '',
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ender_id" UUID,
    "reviewer_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "justified" BOOLEAN,
    "review_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "elevation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "elevation_requester_id_ends_at_idx" ON "elevation"("requester_id", "ends_at");

-- CreateIndex
CREATE INDEX "elevation_requested_at_idx" ON "elevation"("requested_at");

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_ender_id_fkey" FOREIGN KEY ("ender_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody decides on or reviews an elevation of their own, however the code asks; times agree with what was asked for.
ALTER TABLE "elevation"
  ADD CONSTRAINT "elevation_not_own" CHECK ("decider_id" <> "requester_id"),
  ADD CONSTRAINT "elevation_review_not_own" CHECK ("reviewer_id" <> "requester_id"),
  ADD CONSTRAINT "elevation_minutes" CHECK ("minutes" BETWEEN 5 AND CASE WHEN "break_glass" THEN 60 ELSE 240 END),
  ADD CONSTRAINT "elevation_times" CHECK (
    ("starts_at" IS NULL) = ("ends_at" IS NULL)
    AND ("ends_at" IS NULL OR "ends_at" <= "starts_at" + make_interval(mins => "minutes"))),
  ADD CONSTRAINT "elevation_given" CHECK ("starts_at" IS NULL OR "break_glass" OR "decider_id" IS NOT NULL),
  ADD CONSTRAINT "elevation_place" CHECK ("team_id" IS NULL OR "product_id" IS NULL);
