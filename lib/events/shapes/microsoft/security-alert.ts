import { firstTime } from '@/lib/events/shapes/first-time';
import { placesOfEntities, placesOfIdentifiers } from '@/lib/events/shapes/microsoft/entities';
import { each, type Fields, inner, listed, said } from '@/lib/events/shapes/microsoft/fields';
import { alertSeverity, keyOf } from '@/lib/events/shapes/microsoft/marks';
import { merged, type Places, placesOfResource } from '@/lib/events/shapes/microsoft/places';
import type { EventDraft } from '@/lib/events/types';

/** What the alert is about: its entities first, then the resource, then the name that the product gives it. */
function placesOfAlert(alert: Fields): Places {
  const compromised = said(alert, 'compromisedEntity');
  const identified = merged(
    placesOfIdentifiers(each(alert, 'resourceIdentifiers')),
    placesOfResource(said(alert, 'azureResourceId', 'resourceId', '_ResourceId')),
    placesOfResource(compromised),
  );
  const host = identified.cluster || compromised.includes('/') ? '' : compromised;
  return merged(placesOfEntities(each(alert, 'entities')), { host }, identified);
}

/** A tactic or technique that is none. */
const NONE = /^(?:unknown|none)$/i;

/**
 * The alert that Defender for Cloud, Sentinel and their connectors share: the management interface's (`properties`),
 * continuous export's, or a row of Log Analytics' table SecurityAlert with JSON inside strings.
 */
export function readSecurityAlert(record: Fields): readonly EventDraft[] | null {
  const properties = inner(record, 'properties');
  const alert = properties.size > 0 ? properties : record;
  const id = said(alert, 'systemAlertId');
  const name = said(alert, 'alertDisplayName', 'displayName', 'alertName', 'friendlyName', 'alertType');
  if (id === '' || name === '') return null;
  const [status, severity] = [said(alert, 'status'), said(alert, 'severity', 'alertSeverity')];
  const techniques = listed(alert, 'techniques', 'subTechniques', 'intent', 'tactics');
  return [
    {
      ...placesOfAlert(alert),
      class: 'detection',
      time: firstTime(
        said(alert, 'timeGeneratedUtc', 'timeGenerated'),
        said(alert, 'processingEndTimeUtc', 'processingEndTime'),
        said(alert, 'startTimeUtc', 'startTime'),
      ),
      key: keyOf(id, status, severity),
      severity: alertSeverity(severity, status),
      outcome: 'unknown',
      name,
      message: said(alert, 'description') || name,
      techniques: techniques.filter((word) => !NONE.test(word)),
      action: status,
      also: { type: said(alert, 'alertType'), product: said(alert, 'productName') },
    },
  ];
}
