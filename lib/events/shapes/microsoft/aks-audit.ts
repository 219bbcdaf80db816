import type { Json } from '@/lib/core/json';
import { k8sAudit } from '@/lib/events/shapes/k8s-audit';
import { categoryOf } from '@/lib/events/shapes/microsoft/diagnostics';
import { type Fields, jsonIn, said } from '@/lib/events/shapes/microsoft/fields';
import type { Reception } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** Columns of the tables AKSAudit and AKSAuditAdmin, and the members of the API server's event that they hold. */
const COLUMNS: Readonly<Record<string, string>> = {
  auditID: 'auditId',
  stage: 'stage',
  verb: 'verb',
  requestURI: 'requestUri',
  user: 'user',
  sourceIPs: 'sourceIps',
  objectRef: 'objectRef',
  responseStatus: 'responseStatus',
  annotations: 'annotations',
  requestReceivedTimestamp: 'requestReceivedTime',
  stageTimestamp: 'stageReceivedTime',
  timestamp: 'timeGenerated',
};

/** AKS' audit log of the API server: a table of its own, or each event as text in the table that resources share. */
export function readAksAudit(row: Fields, at: Reception): readonly EventDraft[] | null {
  const category = categoryOf(row);
  const resourceId = said(row, '_ResourceId', 'resourceId');
  const log = said(row, 'log');
  if (category.startsWith('kube-audit') && log !== '') return k8sAudit.read({ resourceId, properties: { log } }, at);
  if (!category.startsWith('aksaudit')) return null;
  const event: Record<string, Json> = {};
  for (const [member, column] of Object.entries(COLUMNS)) event[member] = jsonIn(row, column) ?? null;
  return k8sAudit.read(event, at).map((draft) => ({ ...draft, cluster: draft.cluster || resourceId }));
}
