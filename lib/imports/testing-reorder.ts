import { PARSERS } from '@/lib/imports/parsers/registry';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Lists of records, by the parsers' own patterns. What they lie in keeps its order: a report's first part may name it. */
const LISTS: ReadonlySet<string> = new Set(
  PARSERS.flatMap((parser) => (parser.syntax === 'json' ? parser.records : [])).flatMap((pattern) => {
    const steps = pattern.split('.');
    return steps.at(-1) === '*' ? [steps.slice(0, -1).join('.')] : [];
  }),
);

function turn(value: Json, path: readonly string[]): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => turn(item, [...path, '*']));
    return LISTS.has(path.join('.')) ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, turn(member, [...path, key])]);
  return Object.fromEntries(members);
}

/** For tests: the report with its records the other way round; null where its syntax does not make that easy. */
export function reordered(report: Uint8Array, name: string): Uint8Array | null {
  const text = Buffer.from(report).toString('utf8');
  if (name.endsWith('.jsonl')) return Buffer.from(text.trim().split('\n').reverse().join('\n'));
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return Buffer.from(JSON.stringify(turn(JSON.parse(text), [])));
  } catch {
    return null;
  }
}
