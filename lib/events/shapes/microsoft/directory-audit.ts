import { jsonOf } from '@/lib/core/json';
import { firstTime } from '@/lib/events/shapes/first-time';
import { bodyOf, timeOfLog } from '@/lib/events/shapes/microsoft/diagnostics';
import { each, type Fields, inner, said } from '@/lib/events/shapes/microsoft/fields';
import { keyOf, outcomeOf } from '@/lib/events/shapes/microsoft/marks';
import type { EventDraft } from '@/lib/events/types';

/** Targets and changes that a message names, and characters of each. */
const NAMED = 10;
const LONGEST = 120;

const OWN = ['activityDisplayName', 'initiatedBy', 'targetResources', 'loggedByService'];

/** New values are JSON in a string once more: `"\"BuiltInRole\""`. */
function plain(value: string): string {
  const inside = value.startsWith('"') ? jsonOf(value) : undefined;
  return (typeof inside === 'string' ? inside : value).trim().slice(0, LONGEST);
}

function actorOf(body: Fields): string {
  const [user, app] = [inner(body, 'initiatedBy', 'user'), inner(body, 'initiatedBy', 'app')];
  return (
    said(user, 'userPrincipalName', 'displayName', 'id') ||
    said(app, 'displayName', 'servicePrincipalName', 'servicePrincipalId', 'appId')
  );
}

/** PIM tells the address among its details. */
function addressOf(body: Fields): string {
  const detail = each(body, 'additionalDetails').find((one) => said(one, 'key').toLowerCase() === 'ipaddr');
  return said(inner(body, 'initiatedBy', 'user'), 'ipAddress') || (detail ? said(detail, 'value') : '');
}

function targetsOf(targets: readonly Fields[]): string[] {
  return targets.map((target) => said(target, 'userPrincipalName', 'displayName')).filter((name) => name !== '');
}

/** What was set; where it was taken away, what it was. */
function changesOf(targets: readonly Fields[]): string[] {
  return targets
    .flatMap((target) => each(target, 'modifiedProperties'))
    .map((property) => {
      const value = plain(said(property, 'newValue')) || plain(said(property, 'oldValue'));
      return value === '' || value === '[]' ? '' : `${said(property, 'displayName')}: ${value}`;
    })
    .filter((change) => change !== '');
}

/** A directory audit or PIM record of Entra ID: Graph's, diagnostic settings' or a row of Log Analytics. */
export function readDirectoryAudit(record: Fields): readonly EventDraft[] | null {
  const body = bodyOf(record);
  const name = said(body, 'activityDisplayName', 'operationName') || said(record, 'operationName');
  if (name === '' || !OWN.some((member) => body.has(member.toLowerCase()))) return null;
  const targets = each(body, 'targetResources');
  const actor = actorOf(body) || said(record, 'identity');
  const [whom, changes] = [targetsOf(targets), changesOf(targets)];
  const parts = [whom.slice(0, NAMED).join(', '), changes.slice(0, NAMED).join('; '), said(body, 'resultReason')];
  return [
    {
      class: 'audit',
      time: firstTime(said(body, 'activityDateTime'), timeOfLog(record)),
      key: keyOf(said(body, 'id'), name),
      severity: 0,
      outcome: outcomeOf(said(body, 'result') || said(record, 'result', 'resultType', 'resultSignature')),
      name,
      message: [`${actor || '?'}: ${name}`, ...parts].filter(Boolean).join(' – '),
      techniques: [],
      action: said(body, 'operationType', 'aadOperationType', 'category') || said(record, 'category'),
      actor,
      sourceAddress: addressOf(body) || said(record, 'callerIpAddress'),
      also: { target: whom[0] ?? '', correlation: said(body, 'correlationId') },
    },
  ];
}
