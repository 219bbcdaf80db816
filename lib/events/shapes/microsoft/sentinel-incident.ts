import { firstTime } from '@/lib/events/shapes/first-time';
import { placesOfEntities } from '@/lib/events/shapes/microsoft/entities';
import { each, type Fields, inner, listed, said } from '@/lib/events/shapes/microsoft/fields';
import { alertSeverity, keyOf } from '@/lib/events/shapes/microsoft/marks';
import { readSecurityAlert } from '@/lib/events/shapes/microsoft/security-alert';
import type { EventDraft } from '@/lib/events/types';

/** How an incident was closed: "Closed: FalsePositive, InaccurateData. Not a malicious activity". */
function closingOf(incident: Fields): string {
  const reasons = [said(incident, 'classification'), said(incident, 'classificationReason')].filter(Boolean).join(', ');
  const comment = said(incident, 'classificationComment');
  return reasons === '' ? '' : `${said(incident, 'status')}: ${reasons}. ${comment}`;
}

/**
 * An incident of Sentinel, and the alerts that an automation rule sends inside it: from the management interface, from a
 * rule (`object`), or a row of Log Analytics' table SecurityIncident. Each change of an incident is an event of its own.
 */
export function readSentinelIncident(record: Fields): readonly EventDraft[] | null {
  const sent = inner(record, 'object');
  const whole = sent.size > 0 ? sent : record;
  const properties = inner(whole, 'properties');
  const incident = properties.size > 0 ? properties : whole;
  const [title, status, number] = [said(incident, 'title'), said(incident, 'status'), said(incident, 'incidentNumber')];
  const id = said(whole, 'incidentName') || said(whole, 'id', 'name');
  if (title === '' || status === '' || number === '' || id === '') return null;
  const additional = inner(incident, 'additionalData');
  const changed = said(incident, 'lastModifiedTimeUtc', 'lastModifiedTime');
  const description = said(incident, 'description') || title;
  const draft: EventDraft = {
    ...placesOfEntities(each(incident, 'relatedEntities')),
    class: 'detection',
    time: firstTime(changed, said(incident, 'createdTimeUtc', 'createdTime'), said(record, 'timeGenerated')),
    key: keyOf(id, status, changed),
    severity: alertSeverity(said(incident, 'severity'), status),
    outcome: 'unknown',
    name: title,
    message: [description, closingOf(incident)].filter(Boolean).join('\n'),
    techniques: listed(additional, 'techniques', 'tactics'),
    action: status,
    also: { incident: number, provider: said(incident, 'providerIncidentId') },
  };
  return [draft, ...each(incident, 'alerts').flatMap((alert) => readSecurityAlert(alert) ?? [])];
}
