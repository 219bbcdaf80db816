-- Ids and rules are words of a finding: the index of words leads to them, and one of their own is work without use.
DROP INDEX "finding_other_ids_idx";

-- Rules that words were parted or trimmed in since: with their old words an exact question would not meet them.
ALTER TABLE "finding" DISABLE TRIGGER USER;
UPDATE "finding" SET "tokens" = search_tokens(
  finding_search_text("title", "location", "rule_id", "package_name", "ids"))
WHERE concat_ws(' ', "rule_id", array_to_string("ids", ' ')) ~ '@|(^|\s)[.,;:()\[\]]|[.,;:()\[\]](\s|$)';
ALTER TABLE "finding" ENABLE TRIGGER USER;
