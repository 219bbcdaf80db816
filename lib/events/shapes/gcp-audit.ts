import { at, type Json, objects, text } from '@/lib/core/json';
import { withoutPort } from '@/lib/events/shapes/addresses';
import { firstTime } from '@/lib/events/shapes/first-time';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';

/** Place of a Kubernetes object in a resource's name: core/v1/namespaces/shop/pods/web-7d9/exec. */
function partAfter(path: string, kind: string): string {
  const parts = path.slice(0, 2_000).split('/');
  const place = parts.indexOf(kind);
  return place < 0 ? '' : (parts[place + 1] ?? '');
}

/** `status` is empty where all went well; its code is one of gRPC's, 0 for success. */
function outcomeOf(payload: Json): EventOutcome {
  const code = text(payload, 'status', 'code');
  if (code !== '' && code !== '0') return 'failure';
  const granted = objects(payload, 'authorizationInfo').map((info) => at(info, 'granted'));
  if (granted.includes(false)) return 'failure';
  return at(payload, 'status') !== undefined || granted.includes(true) ? 'success' : 'unknown';
}

function read(record: Json): EventDraft[] {
  const payload = at(record, 'protoPayload');
  const method = text(payload, 'methodName');
  if (payload === undefined || method === '') throw new UnreadableRecord('not_this_shape');
  const resource = text(payload, 'resourceName');
  const actor =
    text(payload, 'authenticationInfo', 'principalEmail') || text(payload, 'authenticationInfo', 'authoritySelector');
  const time = firstTime(text(record, 'timestamp'), text(payload, 'timestamp'), text(record, 'receiveTimestamp'));
  const id = text(record, 'insertId');
  return [
    {
      class: 'audit',
      time,
      // Google tells entries apart by id and time within a log.
      key: id === '' ? '' : `${text(record, 'logName')}/${id}/${time}`,
      severity: 0,
      outcome: outcomeOf(payload),
      name: method,
      message: [`${actor || '?'} ${method} ${resource}`, text(payload, 'status', 'message')].filter(Boolean).join(': '),
      techniques: [],
      action: method.split('.').at(-1),
      actor,
      sourceAddress: withoutPort(
        text(payload, 'requestMetadata', 'callerIp') || text(payload, 'requestMetadata', 'callerIP'),
      ),
      cluster: text(record, 'resource', 'labels', 'cluster_name'),
      namespace: partAfter(resource, 'namespaces'),
      pod: partAfter(resource, 'pods'),
      also: { project: text(record, 'resource', 'labels', 'project_id'), service: text(payload, 'serviceName') },
    },
  ];
}

/** Cloud Audit Logs of Google, among them the Kubernetes audit log of GKE; as exported from Cloud Logging. */
export const gcpAudit: Shape = {
  id: 'gcp-audit',
  label: 'Google Cloud audit log',
  syntax: 'json',
  envelopes: ['entries'],
  read,
};
