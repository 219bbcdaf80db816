import type { AuditChange, AuditValue } from '@/lib/core/audit';
import type { Selection } from '@/lib/findings/schema';
import type { Outcome } from '@/lib/findings/types';

/** One row for a verb: the finding itself, or the batch with the set that it meant; each finding keeps its own history. */
export function auditOf(
  action: string,
  selection: Selection,
  { batchId, changed, rows }: Outcome,
  data: NonNullable<AuditChange['data']>,
): AuditChange {
  const batch = batchId ?? '';
  const [only, second] = rows;
  if (only && !second) {
    return {
      action,
      target: { kind: 'finding', id: String(only.id) },
      productId: only.productId,
      data: { ...data, batch },
    };
  }
  const set: AuditValue =
    selection.kind === 'some'
      ? { ids: selection.findings.map(({ id }) => id) }
      : { query: selection.query, asOf: selection.asOf };
  return { action, target: { kind: 'finding-batch', id: batch }, data: { ...data, changed, set } };
}
