import { firstTime } from '@/lib/events/shapes/first-time';
import { each, type Fields, inner, listed, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { alertSeverity, keyOf, tacticOf } from '@/lib/events/shapes/microsoft/marks';
import { accountOf, merged, type Places, pathOf } from '@/lib/events/shapes/microsoft/places';
import { timeOfState } from '@/lib/events/shapes/microsoft/states';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** Pieces of evidence of one alert that are looked at. */
const MOST = 200;

const fileOf = (evidence: Fields) => pathOf(said(evidence, 'filePath'), said(evidence, 'fileName'));

function accountIn(evidence: Fields): string {
  return accountOf(said(evidence, 'userPrincipalName'), said(evidence, 'domainName'), said(evidence, 'accountName'));
}

/** By the evidence's `entityType`. */
const KINDS = new Map<string, (evidence: Fields) => Places>([
  ['user', (evidence) => ({ actor: accountIn(evidence) })],
  ['process', (evidence) => ({ process: said(evidence, 'processCommandLine') || fileOf(evidence) })],
  ['file', (evidence) => ({ file: fileOf(evidence) })],
  ['ip', (evidence) => ({ sourceAddress: said(evidence, 'ipAddress') })],
]);

function placesOf(alert: Fields): Places {
  const evidence = each(alert, 'evidence').slice(0, MOST);
  const parts = evidence.map((piece) => KINDS.get(said(piece, 'entityType').toLowerCase())?.(piece) ?? {});
  const related = inner(alert, 'relatedUser');
  const actor = accountOf('', said(related, 'domainName'), said(related, 'userName'));
  return merged(...parts, { actor, host: said(alert, 'computerDnsName', 'machineId') });
}

function readAlert(alert: Fields): readonly EventDraft[] | null {
  const [id, title, raised] = [said(alert, 'id'), said(alert, 'title'), said(alert, 'alertCreationTime')];
  if (id === '' || title === '' || raised === '') return null;
  const [status, severity] = [said(alert, 'status'), said(alert, 'severity')];
  return [
    {
      ...placesOf(alert),
      class: 'detection',
      time: timeOfState(status, {
        raised: firstTime(raised, said(alert, 'firstEventTime')),
        changed: said(alert, 'lastUpdateTime'),
        resolved: said(alert, 'resolvedTime'),
      }),
      key: keyOf(id, status, severity),
      severity: alertSeverity(severity, status),
      outcome: 'unknown',
      name: title,
      message: said(alert, 'description') || title,
      techniques: [...listed(alert, 'mitreTechniques'), ...tacticOf(said(alert, 'category'))],
      action: status,
      also: { incident: said(alert, 'incidentId'), machine: said(alert, 'machineId') },
    },
  ];
}

/** Alerts of Microsoft Defender for Endpoint (`/api/alerts`). */
export const mde: Shape = {
  id: 'mde',
  label: 'Microsoft Defender for Endpoint (alerts)',
  syntax: 'json',
  envelopes: ['value'],
  read: readBy(readAlert),
};
