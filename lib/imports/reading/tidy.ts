import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** Runs of white space, but for single blanks. */
const SPACES = /\s{2,}|[^\S ]/g;

/** The finding with a title of one line, and each id and tag once. Limits follow when it is stored (apply/clean-finding.ts). */
export function tidy(finding: ParsedFinding): ParsedFinding {
  const { ruleId, kind } = finding;
  const title = finding.title.replace(SPACES, ' ').trim() || ruleId.trim() || kind;
  const [ids, tags] = [once(finding.ids), once(finding.tags)];
  // Most are tidy as they come: a copy of each costs.
  if (title === finding.title && ids === finding.ids && tags === finding.tags) return finding;
  return { ...finding, title, ids, tags };
}

function once(items: readonly string[]): readonly string[] {
  if (items.length < 2) return items;
  const distinct = new Set(items);
  return distinct.size === items.length ? items : [...distinct];
}
