-- CreateTable
CREATE TABLE "timeline_note" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "nanos" SMALLINT NOT NULL DEFAULT 0,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "known" TEXT NOT NULL DEFAULT '',
    "actor" TEXT NOT NULL DEFAULT '',
    "host" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "timeline_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "timeline_note_incident_id_at_idx" ON "timeline_note"("incident_id", "at");

-- AddForeignKey
ALTER TABLE "timeline_note" ADD CONSTRAINT "timeline_note_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An item is pinned once, and one key moment once.
CREATE UNIQUE INDEX "timeline_note_once" ON "timeline_note"("incident_id", "ref", "kind")
  WHERE "removed_at" IS NULL AND "kind" IN ('pin', 'key_moment');
