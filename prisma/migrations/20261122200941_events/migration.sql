-- CreateEnum
CREATE TYPE "event_class" AS ENUM ('detection', 'identity', 'audit', 'host', 'network', 'web', 'database');

-- CreateEnum
CREATE TYPE "event_outcome" AS ENUM ('success', 'failure', 'unknown');

-- CreateTable
CREATE TABLE "event_sender" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "shape" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_received_at" TIMESTAMPTZ(3) NOT NULL,
    "last_event_at" TIMESTAMPTZ(3),
    "events" BIGINT NOT NULL DEFAULT 0,
    "duplicates" BIGINT NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,
    "expected_seconds" INTEGER,
    "silent_since" TIMESTAMPTZ(3),

    CONSTRAINT "event_sender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_sender_hour" (
    "sender_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "deliveries" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "longest_gap" INTEGER NOT NULL,

    CONSTRAINT "event_sender_hour_pkey" PRIMARY KEY ("sender_id","hour")
);

-- CreateTable
CREATE TABLE "event_refusal" (
    "id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "event_refusal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "class" "event_class" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "nanos" SMALLINT NOT NULL DEFAULT 0,
    "id" BIGINT NOT NULL,
    "product_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "time_said" TEXT NOT NULL DEFAULT '',
    "pack_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "severity" SMALLINT NOT NULL,
    "outcome" "event_outcome" NOT NULL,
    "name" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "source_address" TEXT NOT NULL,
    "target_address" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "cluster" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "pod" TEXT NOT NULL,
    "container" TEXT NOT NULL,
    "image" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "techniques" TEXT[],
    "words" TEXT[],

    CONSTRAINT "event_pkey" PRIMARY KEY ("at","id","class")
) PARTITION BY LIST ("class");
CREATE TABLE "event_detection" PARTITION OF "event" FOR VALUES IN ('detection') PARTITION BY RANGE ("at");
CREATE TABLE "event_identity" PARTITION OF "event" FOR VALUES IN ('identity') PARTITION BY RANGE ("at");
CREATE TABLE "event_audit" PARTITION OF "event" FOR VALUES IN ('audit') PARTITION BY RANGE ("at");
CREATE TABLE "event_host" PARTITION OF "event" FOR VALUES IN ('host') PARTITION BY RANGE ("at");
CREATE TABLE "event_network" PARTITION OF "event" FOR VALUES IN ('network') PARTITION BY RANGE ("at");
CREATE TABLE "event_web" PARTITION OF "event" FOR VALUES IN ('web') PARTITION BY RANGE ("at");
CREATE TABLE "event_database" PARTITION OF "event" FOR VALUES IN ('database') PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "event_pack" (
    "class" "event_class" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "records" BYTEA NOT NULL,

    CONSTRAINT "event_pack_pkey" PRIMARY KEY ("id","at","class")
) PARTITION BY LIST ("class");
CREATE TABLE "event_pack_detection" PARTITION OF "event_pack" FOR VALUES IN ('detection') PARTITION BY RANGE ("at");
CREATE TABLE "event_pack_identity" PARTITION OF "event_pack" FOR VALUES IN ('identity') PARTITION BY RANGE ("at");
CREATE TABLE "event_pack_audit" PARTITION OF "event_pack" FOR VALUES IN ('audit') PARTITION BY RANGE ("at");
CREATE TABLE "event_pack_host" PARTITION OF "event_pack" FOR VALUES IN ('host') PARTITION BY RANGE ("at");
CREATE TABLE "event_pack_network" PARTITION OF "event_pack" FOR VALUES IN ('network') PARTITION BY RANGE ("at");
CREATE TABLE "event_pack_web" PARTITION OF "event_pack" FOR VALUES IN ('web') PARTITION BY RANGE ("at");
CREATE TABLE "event_pack_database" PARTITION OF "event_pack" FOR VALUES IN ('database') PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "event_todo" (
    "id" BIGSERIAL NOT NULL,
    "pack_id" UUID NOT NULL,
    "class" "event_class" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "fresh" BIGINT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_todo_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_sender_product_id_shape_name_key" ON "event_sender"("product_id", "shape", "name");

-- CreateIndex
CREATE INDEX "event_refusal_sender_id_received_at_idx" ON "event_refusal"("sender_id", "received_at");

-- CreateIndex
CREATE INDEX "event_product_id_at_id_idx" ON "event"("product_id", "at", "id");

-- CreateIndex
CREATE INDEX "event_words_idx" ON "event" USING GIN ("words");

-- AddForeignKey
ALTER TABLE "event_sender" ADD CONSTRAINT "event_sender_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_sender_hour" ADD CONSTRAINT "event_sender_hour_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "event_sender"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_refusal" ADD CONSTRAINT "event_refusal_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "event_sender"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Web and worker may not make tables: these two do it for them, for weeks (Monday 00:00 UTC) of a class.
-- Attaching, unlike CREATE TABLE … PARTITION OF, lets others read and write meanwhile.
CREATE FUNCTION "ensure_event_partition"(kind "event_class", moment timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  week timestamptz := date_trunc('week', moment, 'UTC');
  parent text;
  name text;
BEGIN
  IF moment NOT BETWEEN now() - interval '11 years' AND now() + interval '8 days' THEN
    RAISE EXCEPTION 'no partition for %', moment USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('event_partition'));
  FOREACH parent IN ARRAY ARRAY['event_' || kind, 'event_pack_' || kind] LOOP
    name := parent || to_char(week AT TIME ZONE 'UTC', '_YYYYMMDD');
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, parent);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        parent, name, week, week + interval '7 days');
    END IF;
  END LOOP;
END $$;

-- Drops the weeks of a class that ended before `moment`; says how many tables that were.
CREATE FUNCTION "drop_event_partitions"(kind "event_class", moment timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  parent text;
  child record;
  dropped integer := 0;
BEGIN
  IF moment > now() - interval '1 day' THEN
    RAISE EXCEPTION 'events of today stay' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('event_partition'));
  FOREACH parent IN ARRAY ARRAY['event_' || kind, 'event_pack_' || kind] LOOP
    FOR child IN
      SELECT inhrelid::regclass AS name, to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') AS week
      FROM pg_inherits WHERE inhparent = parent::regclass
    LOOP
      IF (child.week + 7)::timestamp AT TIME ZONE 'UTC' <= moment THEN
        EXECUTE format('DROP TABLE %s', child.name);
        dropped := dropped + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN dropped;
END $$;
