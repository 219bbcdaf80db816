-- CreateTable
CREATE TABLE "incident_presence" (
    "incident_id" UUID NOT NULL,
    "tab" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_presence_pkey" PRIMARY KEY ("incident_id","tab")
);

-- CreateTable
CREATE TABLE "incident_update" (
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "executive" TEXT NOT NULL,
    "known" TEXT NOT NULL DEFAULT '',
    "impact" TEXT NOT NULL DEFAULT '',
    "next" TEXT NOT NULL DEFAULT '',
    "next_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_update_pkey" PRIMARY KEY ("incident_id","seq")
);

-- CreateTable
CREATE TABLE "incident_follower" (
    "incident_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_follower_pkey" PRIMARY KEY ("incident_id","person_id")
);

-- CreateIndex
CREATE INDEX "incident_presence_seen_at_idx" ON "incident_presence"("seen_at");

-- CreateIndex
CREATE INDEX "incident_follower_person_id_idx" ON "incident_follower"("person_id");

-- AddForeignKey
ALTER TABLE "incident_presence" ADD CONSTRAINT "incident_presence_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_presence" ADD CONSTRAINT "incident_presence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_incident_id_seq_fkey" FOREIGN KEY ("incident_id", "seq") REFERENCES "incident_entry"("incident_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_follower" ADD CONSTRAINT "incident_follower_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_follower" ADD CONSTRAINT "incident_follower_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "incident_update_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident_update"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_incident_change"();
ALTER TABLE "incident_update" ENABLE ALWAYS TRIGGER "incident_update_append_only";

-- Whoever looks at an incident hears of others who come, leave or go to another of its pages; a renewed row is no news.
CREATE FUNCTION "announce_incident_presence"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lagebild_presence', COALESCE(NEW."incident_id", OLD."incident_id")::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "incident_presence_announced" AFTER INSERT OR DELETE ON "incident_presence"
  FOR EACH ROW EXECUTE FUNCTION "announce_incident_presence"();
CREATE TRIGGER "incident_presence_moved" AFTER UPDATE ON "incident_presence"
  FOR EACH ROW WHEN (OLD."place" IS DISTINCT FROM NEW."place") EXECUTE FUNCTION "announce_incident_presence"();
