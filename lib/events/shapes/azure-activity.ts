import { timeOfLog } from '@/lib/events/shapes/microsoft/diagnostics';
import { type Fields, inner, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { outcomeOf } from '@/lib/events/shapes/microsoft/marks';
import { placesOfResource } from '@/lib/events/shapes/microsoft/places';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** Of the activity log; the older three say what kind of call it was. */
const CATEGORY =
  /^(?:administrative|security|policy|alert|autoscale|recommendation|servicehealth|resourcehealth|write|delete|action)$/i;

const CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/** Who called: a person's sign-in name, an application's name, or the id that is left. */
function callerOf(record: Fields): string {
  const claims = inner(record, 'identity', 'claims');
  return said(claims, `${CLAIM}upn`, `${CLAIM}name`, 'name', 'appid') || said(record, 'caller');
}

function readActivity(record: Fields): readonly EventDraft[] | null {
  const [resource, operation] = [said(record, 'resourceId'), said(record, 'operationName')];
  if (resource === '' || operation === '' || !CATEGORY.test(said(record, 'category'))) return null;
  const [result, caller] = [said(record, 'resultType'), callerOf(record)];
  const properties = inner(record, 'properties');
  const detail = said(properties, 'message', 'statusMessage', 'statusCode');
  return [
    {
      ...placesOfResource(resource),
      class: 'audit',
      time: timeOfLog(record),
      // A call's beginning and its end share their correlation id, and have none of their own.
      key: '',
      severity: 0,
      outcome: outcomeOf(result),
      name: operation,
      message: [`${caller || '?'}: ${operation}`, resource, result, detail].filter(Boolean).join(' – '),
      techniques: [],
      action: said(record, 'category'),
      actor: caller,
      sourceAddress: said(record, 'callerIpAddress'),
      also: { resource, correlation: said(record, 'correlationId') },
    },
  ];
}

/** Azure's activity log of a subscription through diagnostic settings (Event Hubs, storage). */
export const azureActivity: Shape = {
  id: 'azure-activity',
  label: 'Azure activity log',
  syntax: 'json',
  envelopes: ['records'],
  read: readBy(readActivity),
};
