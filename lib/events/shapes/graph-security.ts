import { firstTime } from '@/lib/events/shapes/first-time';
import { placesOfEvidence } from '@/lib/events/shapes/microsoft/evidence';
import { each, type Fields, listed, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { alertSeverity, keyOf, tacticOf } from '@/lib/events/shapes/microsoft/marks';
import { timeOfState } from '@/lib/events/shapes/microsoft/states';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

function techniquesOf(alert: Fields): readonly string[] {
  return [...listed(alert, 'mitreTechniques'), ...tacticOf(said(alert, 'category'))];
}

function readAlert(alert: Fields): readonly EventDraft[] | null {
  const [id, title] = [said(alert, 'id'), said(alert, 'title')];
  if (id === '' || title === '' || said(alert, 'serviceSource', 'detectionSource', 'providerAlertId') === '')
    return null;
  const [status, severity] = [said(alert, 'status'), said(alert, 'severity')];
  return [
    {
      ...placesOfEvidence(each(alert, 'evidence')),
      class: 'detection',
      time: timeOfState(status, {
        raised: firstTime(said(alert, 'createdDateTime'), said(alert, 'firstActivityDateTime')),
        changed: said(alert, 'lastUpdateDateTime'),
        resolved: said(alert, 'resolvedDateTime'),
      }),
      key: keyOf(id, status, severity),
      severity: alertSeverity(severity, status),
      outcome: 'unknown',
      name: title,
      message: said(alert, 'description') || title,
      techniques: techniquesOf(alert),
      action: status,
      also: { incident: said(alert, 'incidentId') },
    },
  ];
}

/** Merged into another incident, it lives on there. */
function stateOf(incident: Fields, redirect: string): string {
  return redirect === '' ? said(incident, 'status') : 'redirected';
}

/** An incident (each of its changes is an event of its own), and the alerts that are sent inside it. */
function readIncident(incident: Fields): readonly EventDraft[] | null {
  const [id, name] = [said(incident, 'id'), said(incident, 'displayName')];
  const isIncident = incident.has('redirectincidentid') || said(incident, 'incidentWebUrl') !== '';
  if (id === '' || name === '' || !isIncident) return null;
  const redirect = said(incident, 'redirectIncidentId');
  const [status, changed] = [stateOf(incident, redirect), said(incident, 'lastUpdateDateTime')];
  const alerts = each(incident, 'alerts');
  const reason = redirect === '' ? '' : `Merged into incident ${redirect}.`;
  const draft: EventDraft = {
    ...placesOfEvidence(alerts.flatMap((alert) => each(alert, 'evidence'))),
    class: 'detection',
    time: firstTime(changed, said(incident, 'createdDateTime')),
    key: keyOf(id, status, changed),
    severity: alertSeverity(said(incident, 'severity'), status),
    outcome: 'unknown',
    name,
    message: [reason, said(incident, 'description') || name].filter(Boolean).join(' '),
    techniques: [...new Set(alerts.flatMap(techniquesOf))],
    action: status,
    also: { incident: id, redirect },
  };
  return [draft, ...alerts.flatMap((alert) => readAlert(alert) ?? [])];
}

/** Incidents and alerts of Microsoft Defender XDR as Microsoft Graph gives them (`/security/incidents`, `/security/alerts_v2`). */
export const graphSecurity: Shape = {
  id: 'graph-security',
  label: 'Microsoft Graph (security incidents, alerts_v2)',
  syntax: 'json',
  envelopes: ['value'],
  read: readBy(readAlert, readIncident),
};
