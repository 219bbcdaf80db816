-- A search used to look through three-letter pieces of each finding's text: about a hundred index entries a finding, more
-- work than all the rest of an import. The same words come again and again: each is kept once, with its pieces indexed, and a
-- finding holds the ids of its words, about ten.
CREATE TABLE "search_token" (
    "id" SERIAL NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "search_token_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "search_token_token_key" ON "search_token"("token");
CREATE INDEX "search_token_pieces_idx" ON "search_token" USING gin ("token" gin_trgm_ops);

-- The ids of a text's words; the first 400 characters of each count. Words that are new are added, in order, so that two
-- writers do not wait for each other in a circle.
CREATE FUNCTION "search_tokens"("text" text) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE "words" text[] := ARRAY(
  SELECT DISTINCT left("word", 400) COLLATE "C" FROM regexp_split_to_table("text", '\s+') AS "word" WHERE "word" <> '' ORDER BY 1);
BEGIN
  INSERT INTO "search_token" ("token") SELECT "word" FROM unnest("words") AS "word"
  WHERE NOT EXISTS (SELECT FROM "search_token" AS "t" WHERE "t"."token" = "word") ORDER BY "word" ON CONFLICT DO NOTHING;
  RETURN ARRAY(SELECT "id" FROM "search_token" WHERE "token" = ANY("words") ORDER BY "id");
END $$;

DROP FUNCTION "settle_finding_search"();
ALTER TABLE "finding" DROP COLUMN "search", ADD COLUMN "tokens" INTEGER[];

INSERT INTO "search_token" ("token")
SELECT DISTINCT left("word", 400) FROM "finding" AS "f"
CROSS JOIN LATERAL regexp_split_to_table(
  finding_search_text("f"."title", "f"."location", "f"."rule_id", "f"."package_name", "f"."ids"), '\s+') AS "word"
WHERE "word" <> '';
ALTER TABLE "finding" DISABLE TRIGGER USER;
UPDATE "finding" AS "f" SET "tokens" = "own"."tokens"
FROM (
  SELECT "g"."id", array_agg(DISTINCT "t"."id") AS "tokens" FROM "finding" AS "g"
  CROSS JOIN LATERAL regexp_split_to_table(
    finding_search_text("g"."title", "g"."location", "g"."rule_id", "g"."package_name", "g"."ids"), '\s+') AS "word"
  JOIN "search_token" AS "t" ON "t"."token" = left("word", 400) GROUP BY "g"."id"
) AS "own" WHERE "own"."id" = "f"."id";
ALTER TABLE "finding" ENABLE TRIGGER USER;
UPDATE "finding" SET "tokens" = '{}' WHERE "tokens" IS NULL;
ALTER TABLE "finding" ALTER COLUMN "tokens" SET NOT NULL;

-- Imports know the ids; whoever else writes findings need not.
CREATE FUNCTION "fill_finding_tokens"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."tokens" := search_tokens(
    finding_search_text(NEW."title", NEW."location", NEW."rule_id", NEW."package_name", NEW."ids"));
  RETURN NEW;
END $$;
CREATE TRIGGER "finding_tokens_insert" BEFORE INSERT ON "finding" FOR EACH ROW
  WHEN (coalesce(cardinality(NEW."tokens"), 0) = 0) EXECUTE FUNCTION "fill_finding_tokens"();
CREATE TRIGGER "finding_tokens_update" BEFORE UPDATE OF "title", "location", "rule_id", "package_name", "ids" ON "finding"
  FOR EACH ROW WHEN (
    (OLD."title", OLD."location", OLD."rule_id", OLD."package_name", OLD."ids")
      IS DISTINCT FROM (NEW."title", NEW."location", NEW."rule_id", NEW."package_name", NEW."ids")
    AND NEW."tokens" IS NOT DISTINCT FROM OLD."tokens")
  EXECUTE FUNCTION "fill_finding_tokens"();

-- Entries gather in the index's pending list, which a search reads along; the worker merges it every ten seconds.
CREATE INDEX "finding_tokens_idx" ON "finding" USING gin ("tokens") WITH (gin_pending_list_limit = 65536);

-- Only an index's owner may merge its list, and the application's role owns nothing.
CREATE FUNCTION "settle_finding_tokens"() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT pg_catalog.gin_clean_pending_list('finding_tokens_idx'::regclass) $$;
