import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** The finding with a title of one line, and each id and tag once. Limits follow when it is stored (apply/clean-finding.ts). */
export function tidy(finding: ParsedFinding): ParsedFinding {
  const { title, ruleId, kind, ids, tags } = finding;
  return {
    ...finding,
    title: title.replace(/\s+/g, ' ').trim() || ruleId.trim() || kind,
    ids: once(ids),
    tags: once(tags),
  };
}

function once(items: readonly string[]): readonly string[] {
  return items.length < 2 ? items : [...new Set(items)];
}
