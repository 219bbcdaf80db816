-- A new finding enters the trigram index with about a hundred entries, which took a third of an import's time. They now
-- gather in the index's pending list, which a search reads along, until the worker merges it (every ten seconds, beside
-- the import). Only beyond 512 MB instead of 4 does the import merge it itself.
ALTER INDEX "finding_search_idx" SET (gin_pending_list_limit = 524288);

-- Only an index's owner may merge its list, and the application's role owns nothing.
CREATE FUNCTION "settle_finding_search"() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT pg_catalog.gin_clean_pending_list('finding_search_idx'::regclass) $$;
