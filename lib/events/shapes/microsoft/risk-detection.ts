import { firstTime } from '@/lib/events/shapes/first-time';
import { bodyOf, timeOfLog } from '@/lib/events/shapes/microsoft/diagnostics';
import { type Fields, said } from '@/lib/events/shapes/microsoft/fields';
import { keyOf } from '@/lib/events/shapes/microsoft/marks';
import type { EventDraft } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

const LEVELS: ReadonlyMap<string, Severity> = new Map([
  ['none', 0],
  ['low', 1],
  ['medium', 2],
  ['high', 3],
]);

/** States in which a person or a policy has dealt with the risk. */
const OVER = /^(?:dismissed|remediated|confirmedSafe)$/i;

/** What Entra ID Protection detects (Graph's riskDetection; category and table UserRiskEvents). */
export function readRiskDetection(record: Fields): readonly EventDraft[] | null {
  const body = bodyOf(record);
  const [kind, level, state] = [said(body, 'riskEventType'), said(body, 'riskLevel'), said(body, 'riskState')];
  if (kind === '' || level === '') return null;
  const actor = said(body, 'userPrincipalName', 'servicePrincipalDisplayName', 'userDisplayName', 'userId');
  return [
    {
      class: 'detection',
      time: firstTime(said(body, 'detectedDateTime'), said(body, 'activityDateTime'), timeOfLog(record)),
      key: keyOf(said(body, 'id'), state, level),
      // A level that is hidden or new to us counts as medium.
      severity: OVER.test(state) ? 0 : (LEVELS.get(level.toLowerCase()) ?? 2),
      outcome: 'unknown',
      name: `Risk: ${kind}`,
      message: [`${actor || '?'}: ${kind}`, `risk ${level}`, state, said(body, 'riskDetail')]
        .filter(Boolean)
        .join(', '),
      techniques: [],
      action: state,
      actor,
      sourceAddress: said(body, 'ipAddress'),
      also: { correlation: said(body, 'correlationId'), request: said(body, 'requestId') },
    },
  ];
}
