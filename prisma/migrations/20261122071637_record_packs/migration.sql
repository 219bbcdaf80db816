-- Raw records move from one column a finding to packs of many (lib/findings/record-pack.ts).
CREATE TABLE "record_pack" (
    "id" SERIAL NOT NULL,
    "import_id" UUID NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "record_pack_pkey" PRIMARY KEY ("id")
);
-- It is compressed already.
ALTER TABLE "record_pack" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "finding_source" ADD COLUMN "pack_id" INTEGER, ADD COLUMN "pack_at" SMALLINT NOT NULL DEFAULT 0;
UPDATE "finding_source" SET "pack_id" = nextval('record_pack_id_seq');

-- What is there becomes packs of one. PostgreSQL cannot compress with zstd, but can write its frames: a header that
-- gives the size in four bytes, then blocks of at most 128 KiB, stored as they are (RFC 8878, section 3.1.1).
CREATE FUNCTION pg_temp.little_endian("value" bigint, "bytes" int) RETURNS bytea LANGUAGE sql AS $$
  SELECT decode(string_agg(lpad(to_hex(("value" >> (8 * "at")) & 255), 2, '0'), '' ORDER BY "at"), 'hex')
  FROM generate_series(0, "bytes" - 1) AS "at" $$;
INSERT INTO "record_pack" ("id", "import_id", "data")
SELECT "pack_id", "first_import_id", '\x28b52ffda0'::bytea || pg_temp.little_endian("size", 4) || (
  SELECT string_agg(pg_temp.little_endian(((CASE WHEN "at" + 131072 >= "size" THEN 1 ELSE 0 END)
      | (length(substring("json" FROM "at" + 1 FOR 131072)) << 3))::bigint, 3)
    || substring("json" FROM "at" + 1 FOR 131072), '' ORDER BY "at")
  FROM generate_series(0, "size" - 1, 131072) AS "at")
FROM (SELECT "pack_id", "first_import_id", "json", length("json") AS "size"
  FROM (SELECT "pack_id", "first_import_id", convert_to(jsonb_build_array("raw")::text, 'UTF8') AS "json"
    FROM "finding_source") AS "texts") AS "sized";

ALTER TABLE "finding_source" DROP COLUMN "raw", ALTER COLUMN "pack_id" SET NOT NULL, ALTER COLUMN "pack_at" DROP DEFAULT;
