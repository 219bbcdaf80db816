-- Most of a first import's work on words was for two that are in one finding only: its CVE, and its package with the
-- version. A package and its version are two words from now on, which come again in other findings, and punctuation around a
-- word is no part of it. What was written before is found as it was: a word lies within its old tokens too.
CREATE OR REPLACE FUNCTION "search_tokens"("text" text) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE "words" text[] := ARRAY(
  SELECT DISTINCT left(btrim("word", '.,;:()[]'), 400) COLLATE "C" AS "bare"
  FROM regexp_split_to_table("text", '[\s@]+') AS "word" WHERE btrim("word", '.,;:()[]') <> '' ORDER BY 1);
BEGIN
  INSERT INTO "search_token" ("token") SELECT "word" FROM unnest("words") AS "word"
  WHERE NOT EXISTS (SELECT FROM "search_token" AS "t" WHERE "t"."token" = "word") ORDER BY "word" ON CONFLICT DO NOTHING;
  RETURN ARRAY(SELECT "id" FROM "search_token" WHERE "token" = ANY("words") ORDER BY "id");
END $$;

-- Of a CVE or GHSA nobody looks for letters in the middle: it is found by how it, or its number, begins.
DROP INDEX "search_token_pieces_idx";
CREATE INDEX "search_token_pieces_idx" ON "search_token" USING gin ("token" gin_trgm_ops) WHERE "token" !~ '^(cve|ghsa)-';
CREATE INDEX "search_token_number_idx" ON "search_token" (split_part("token", '-', 3)) WHERE "token" ~ '^(cve|ghsa)-';

-- A null is an entry too, and costs as much: dependencies have no path, nor code a package. Where the id that is shown is
-- the rule's own, the index of shown ids has it already (ruleIs in lib/findings/data/where-text.ts).
DROP INDEX "finding_package_idx";
DROP INDEX "finding_path_idx";
DROP INDEX "finding_rule_idx";
CREATE INDEX "finding_package_idx" ON "finding" ("package_name" text_pattern_ops) WHERE "package_name" IS NOT NULL;
CREATE INDEX "finding_path_idx" ON "finding" ("path" text_pattern_ops) WHERE "path" IS NOT NULL;
CREATE INDEX "finding_rule_idx" ON "finding" ("rule_id") WHERE "rule_id" IS DISTINCT FROM "vuln_id";
