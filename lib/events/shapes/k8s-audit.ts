import { type Json, jsonOf, object, text, texts } from '@/lib/core/json';
import { believedAddress } from '@/lib/events/shapes/addresses';
import { firstTime } from '@/lib/events/shapes/first-time';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';

/** AKS and other diagnostic settings carry the event as text in `properties.log`. */
function unwrap(record: Json): Json {
  const log = text(record, 'properties', 'log');
  return log === '' ? record : (jsonOf(log) ?? null);
}

/** Query parameters: of an exec, the command and the container (`?command=sh&command=-c…`). */
function parametersOf(uri: string): URLSearchParams {
  const mark = uri.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : uri.slice(mark + 1));
}

/** 101 is an exec that was let through. A refusal may be told by the authorizer alone. */
function outcomeOf(event: Json): EventOutcome {
  const code = Number(text(event, 'responseStatus', 'code') || Number.NaN);
  if (Number.isFinite(code)) return code < 400 ? 'success' : 'failure';
  const decision = text(event, 'annotations', 'authorization.k8s.io/decision');
  return decision === 'forbid' ? 'failure' : 'unknown';
}

function targetOf(event: Json): { readonly kind: string; readonly path: string } {
  const [resource, subresource] = [text(event, 'objectRef', 'resource'), text(event, 'objectRef', 'subresource')];
  const kind = subresource === '' ? resource : `${resource}/${subresource}`;
  const path = [text(event, 'objectRef', 'namespace'), text(event, 'objectRef', 'name')].filter(Boolean).join('/');
  return { kind, path };
}

/** Cut and converted records lack the one or the other; an Event of the core API has no verb. */
function isEvent(event: Json): boolean {
  const verb = text(event, 'verb') !== '' || text(event, 'apiVersion').startsWith('audit.k8s.io/');
  const rest = text(event, 'auditID') !== '' || text(event, 'kind') === 'Event' || object(event, 'user') !== undefined;
  return verb && rest;
}

function read(record: Json): EventDraft[] {
  const event = unwrap(record);
  const [verb, auditId, stage] = [text(event, 'verb'), text(event, 'auditID'), text(event, 'stage')];
  if (!isEvent(event)) throw new UnreadableRecord('not_this_shape');
  const uri = text(event, 'requestURI');
  const { kind, path } = targetOf(event);
  const parameters = parametersOf(uri);
  const actor = text(event, 'user', 'username');
  const isPod = text(event, 'objectRef', 'resource') === 'pods';
  const what = kind === '' ? uri.slice(0, 200) : kind;
  return [
    {
      class: 'audit',
      time: firstTime(text(event, 'stageTimestamp'), text(event, 'requestReceivedTimestamp'), text(event, 'timestamp')),
      key: auditId === '' ? '' : `${auditId}/${stage}`,
      severity: 0,
      outcome: outcomeOf(event),
      name: `${verb || '?'} ${what}`,
      message: `${actor || '?'} ${verb || '?'} ${what} ${path}`,
      techniques: [],
      action: verb,
      actor,
      sourceAddress: believedAddress(texts(event, 'sourceIPs')),
      // Of an Azure id, the name at its end: the spelling of the rest varies from log to log.
      cluster: text(record, 'resourceId').split('/').at(-1) || text(event, 'annotations', 'cluster'),
      namespace: text(event, 'objectRef', 'namespace'),
      pod: isPod ? text(event, 'objectRef', 'name') : '',
      container: parameters.get('container') ?? '',
      process: parameters.getAll('command').join(' '),
    },
  ];
}

/** Events of the API server's audit log and webhook (audit.k8s.io/v1), bare, in an EventList or wrapped by AKS. */
export const k8sAudit: Shape = {
  id: 'k8s-audit',
  label: 'Kubernetes audit',
  syntax: 'json',
  envelopes: ['items', 'records'],
  read,
};
