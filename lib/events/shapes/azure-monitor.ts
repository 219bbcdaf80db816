import { firstTime } from '@/lib/events/shapes/first-time';
import { type Fields, inner, listed, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { alertSeverity, keyOf } from '@/lib/events/shapes/microsoft/marks';
import { merged, placesOfResource } from '@/lib/events/shapes/microsoft/places';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

/** From "critical" to "verbose"; each keeps a rank of its own. */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['sev0', 4],
  ['sev1', 3],
  ['sev2', 2],
  ['sev3', 1],
  ['sev4', 0],
]);

/** Fired and resolved share their alert's id, so the state is part of the key. */
function readAlert(record: Fields): readonly EventDraft[] | null {
  const essentials = inner(record, 'data', 'essentials');
  const [rule, condition] = [said(essentials, 'alertRule'), said(essentials, 'monitorCondition')];
  if (said(record, 'schemaId').toLowerCase() !== 'azuremonitorcommonalertschema' || rule === '') return null;
  const context = inner(record, 'data', 'alertContext');
  const targets = listed(essentials, 'alertTargetIDs');
  const [fired, resolved] = [said(essentials, 'firedDateTime'), said(essentials, 'resolvedDateTime')];
  return [
    {
      ...merged(...targets.map(placesOfResource), { host: listed(essentials, 'configurationItems')[0] ?? '' }),
      class: 'detection',
      time: condition.toLowerCase() === 'resolved' ? firstTime(resolved, fired) : firstTime(fired),
      key: keyOf(said(essentials, 'alertId', 'originAlertId'), condition),
      severity: alertSeverity(said(essentials, 'severity'), condition, SEVERITIES),
      outcome: 'unknown',
      name: rule,
      message: said(essentials, 'description') || [rule, condition, ...targets].join(' '),
      techniques: [],
      action: condition,
      actor: said(context, 'caller'),
      sourceAddress: said(inner(context, 'httpRequest'), 'clientIpAddress'),
      also: { resource: targets[0] ?? '' },
    },
  ];
}

/** Action group webhooks in the common alert schema ("Common alert schema for Azure Monitor alerts"). */
export const azureMonitor: Shape = {
  id: 'azure-monitor',
  label: 'Azure Monitor (common alert schema)',
  syntax: 'json',
  read: readBy(readAlert),
};
