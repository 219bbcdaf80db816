-- Free text. "finding"."search" is a generated column: lower(title, location, rule, package, ids), joined by blanks.
-- Ask it by  search LIKE '%' || lower(<escaped text>) || '%'  or by  search %> lower(<text>) : the trigram index serves
-- both from three letters on. array_to_string is only STABLE in general; for text[] its result never varies, hence the
-- wrapper that says so.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

CREATE FUNCTION "finding_search_text"("title" text, "location" text, "rule" text, "package" text, "ids" text[])
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT lower(pg_catalog.concat_ws(' ', $1, $2, $3, $4, pg_catalog.array_to_string($5, ' '))) $$;

ALTER TABLE "finding" ADD COLUMN "search" text NOT NULL
  GENERATED ALWAYS AS (finding_search_text("title", "location", "rule_id", "package_name", "ids")) STORED;

CREATE INDEX "finding_search_idx" ON "finding" USING gin ("search" gin_trgm_ops);
CREATE INDEX "finding_ids_idx" ON "finding" USING gin ("ids");
CREATE INDEX "finding_tags_idx" ON "finding" USING gin ("tags");

-- The list as it opens: what is open, worst first; and by age.
CREATE INDEX "finding_open_worst_idx" ON "finding" ("severity" DESC, "id" DESC)
  WHERE "status" IN ('open', 'confirmed', 'in_progress');
CREATE INDEX "finding_open_worst_product_idx" ON "finding" ("product_id", "severity" DESC, "id" DESC)
  WHERE "status" IN ('open', 'confirmed', 'in_progress');
CREATE INDEX "finding_first_seen_idx" ON "finding" ("first_seen_at" DESC, "id" DESC);
CREATE INDEX "finding_due_idx" ON "finding" ("due_at", "id")
  WHERE "due_at" IS NOT NULL AND "status" IN ('open', 'confirmed', 'in_progress');

-- An unchanged re-import updates the evidence only; room in the page keeps that off the indexes (HOT).
ALTER TABLE "finding_source" SET (fillfactor = 80);

ALTER TABLE "finding"
  ADD CONSTRAINT "finding_severity_check" CHECK ("severity" BETWEEN 0 AND 4),
  ADD CONSTRAINT "finding_kind_check"
    CHECK ("kind" IN ('dependency', 'code', 'web', 'host', 'configuration', 'secret', 'licence')),
  ADD CONSTRAINT "finding_cvss_score_check" CHECK ("cvss_score" BETWEEN 0 AND 10),
  ADD CONSTRAINT "finding_epss_check" CHECK ("epss" BETWEEN 0 AND 1),
  ADD CONSTRAINT "finding_version_check" CHECK ("version" >= 1),
  ADD CONSTRAINT "finding_duplicate_of_other_check" CHECK ("duplicate_of_id" <> "id");
ALTER TABLE "finding_source" ADD CONSTRAINT "finding_source_occurrences_check" CHECK ("occurrences" >= 1);
ALTER TABLE "finding_flow" ADD CONSTRAINT "finding_flow_change_check"
  CHECK ("change" IN ('new', 'reopened', 'severity-in', 'fixed', 'dismissed', 'severity-out'));
ALTER TABLE "import_set" ADD CONSTRAINT "import_set_change_check"
  CHECK ("change" IN ('new', 'updated', 'fixed', 'reopened', 'unchanged'));
ALTER TABLE "import" ADD CONSTRAINT "import_size_check" CHECK ("size" >= 0 AND "progress_bytes" >= 0);
ALTER TABLE "scope_grant" ADD CONSTRAINT "scope_grant_one_place_check" CHECK ("team_id" IS NULL OR "product_id" IS NULL);
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_lifetime_check"
  CHECK ("expires_at" <= "created_at" + interval '90 days');
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_lifetime_check" CHECK ("expires_at" > "created_at");
