import type { Selection } from '@/lib/findings/schema';
import type { Count, FindingRow } from '@/lib/findings/types';

/** What a verb is about: findings that are loaded, or all that an address matches. */
export type Subject =
  | { readonly kind: 'some'; readonly findings: readonly FindingRow[] }
  | { readonly kind: 'matching'; readonly query: string; readonly asOf: string; readonly total: Count };

export function selectionOf(subject: Subject): Selection {
  if (subject.kind === 'matching') return { kind: 'matching', query: subject.query, asOf: subject.asOf };
  return { kind: 'some', findings: subject.findings.map(({ id, version }) => ({ id, version })) };
}

export function countOf(subject: Subject): number {
  return subject.kind === 'some' ? subject.findings.length : subject.total.n;
}
