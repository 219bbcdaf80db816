import type { AuditChange, AuditValue } from '@/lib/core/audit';
import type { Changed } from '@/lib/findings/mutations/change';
import type { Selection } from '@/lib/findings/schema';

/**
 * One row for a verb: the finding itself, or the batch with the set that it meant; each finding keeps its own history.
 * What lies in one product names it, for auditors of that product.
 */
export function auditOf(
  action: string,
  selection: Selection,
  { batchId, changed, productId }: Changed,
  data: NonNullable<AuditChange['data']>,
): AuditChange {
  const batch = batchId ?? '';
  const product = productId ?? undefined;
  const ids = selection.kind === 'some' ? [...new Set(selection.findings.map(({ id }) => id))] : [];
  const [only, second] = ids;
  if (only !== undefined && second === undefined) {
    return { action, target: { kind: 'finding', id: String(only) }, productId: product, data: { ...data, batch } };
  }
  const set: AuditValue = selection.kind === 'some' ? { ids } : { query: selection.query, asOf: selection.asOf };
  return {
    action,
    target: { kind: 'finding-batch', id: batch },
    productId: product,
    data: { ...data, changed, set },
  };
}
