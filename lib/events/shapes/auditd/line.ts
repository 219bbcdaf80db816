type Value = { readonly value: string; readonly isQuoted: boolean };

export type AuditLine = {
  readonly node: string;
  readonly type: string;
  /** Seconds since 1970 with a fraction. */
  readonly time: string;
  readonly serial: string;
  readonly pairs: ReadonlyMap<string, Value>;
};

/** `node=web-1 type=SYSCALL msg=audit(1633072800.123:456): ` */
export const HEAD = /^(?:node=(\S{1,255}) )?type=([A-Z\d_]{2,40}) msg=audit\((\d{1,11}\.\d{1,9}):(\d{1,20})\):/;
const PAIR = /([A-Za-z_][\w-]{0,40})=(?:"([^"]{0,4000})"|'([^']{0,4000})'|(\S{0,4000}))/g;
/** Behind it stand the names of an enriched line. */
const ENRICHED = '\u001d';
const LONGEST = 64_000;
const HEX = /^(?:[\dA-F]{2})+$/;
/** What the sender of a record chose: in hexadecimal where it holds blanks or quotes, and quoted else. */
const CHOSEN = /^(?:a\d{1,4}|proctitle|cmd|name|cwd|acct|exe|comm|key)$/;

/** `msg='op=login acct="kate" res=failed'` holds pairs of its own. The first of a name counts. */
function pairsOf(text: string, pairs: Map<string, Value>): Map<string, Value> {
  for (const [, key = '', double, single, plain] of text.matchAll(PAIR)) {
    if (single !== undefined) pairsOf(single, pairs);
    const value = double ?? single ?? plain ?? '';
    if (!pairs.has(key)) pairs.set(key, { value, isQuoted: plain === undefined });
  }
  return pairs;
}

/** A value as it was before auditd wrote it; empty where there is none. */
export function decoded(pairs: ReadonlyMap<string, Value>, name: string): string {
  const found = pairs.get(name);
  if (!found || found.value === '(null)' || found.value === '(none)') return '';
  if (found.isQuoted || !CHOSEN.test(name) || !HEX.test(found.value)) return found.value;
  return Buffer.from(found.value, 'hex').toString('utf8');
}

/** @returns null of what is no line of auditd */
export function auditLine(line: string): AuditLine | null {
  const [head, node = '', type = '', time = '', serial = ''] = line.slice(0, LONGEST).match(HEAD) ?? [];
  if (head === undefined) return null;
  const rest = line.slice(head.length, LONGEST).replaceAll(ENRICHED, ' ');
  return { node, type, time, serial, pairs: pairsOf(rest, new Map()) };
}
