import { firstTime } from '@/lib/events/shapes/first-time';
import { bodyOf, timeOfLog } from '@/lib/events/shapes/microsoft/diagnostics';
import { type Fields, inner, said } from '@/lib/events/shapes/microsoft/fields';
import { keyOf, outcomeOf } from '@/lib/events/shapes/microsoft/marks';
import { errorCodeOf, type Mfa, mfaOf } from '@/lib/events/shapes/microsoft/mfa';
import type { EventDraft, EventOutcome } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

const CATEGORY = /signinlogs$/i;

/** By its category or table; where it has neither (Graph), by what a sign-in alone has: an application and an error code. */
function isSignIn(record: Fields): boolean {
  const named = [said(record, 'category'), said(record, 'type')].filter(Boolean);
  if (named.length > 0) return named.some((name) => CATEGORY.test(name));
  return said(bodyOf(record), 'appId', 'appDisplayName') !== '' && errorCodeOf(record) !== '';
}

/**
 * Codes that interrupt a sign-in to ask for more (a second factor, its registration, a known device, "stay signed in?"):
 * the password was right, and whether the sign-in succeeds is told by a later record.
 */
const INTERRUPTS = new Set(['50072', '50074', '50076', '50079', '50097', '50125', '50140', '50158']);

function outcomeOfCode(code: string, record: Fields): EventOutcome {
  if (code === '' || /\D/.test(code)) return outcomeOf(code || said(record, 'resultSignature', 'result'));
  if (INTERRUPTS.has(code)) return 'unknown';
  return code === '0' ? 'success' : 'failure';
}

const RISKS: ReadonlyMap<string, Severity> = new Map([
  ['low', 1],
  ['medium', 2],
  ['high', 3],
]);

const MFA_WORDS: Readonly<Record<Mfa, string>> = {
  satisfied: ', MFA satisfied',
  missing: ', MFA missing',
  notAsked: ', one factor',
  '': '',
};

function reasonOf(body: Fields, record: Fields, code: string): string {
  const reason = said(inner(body, 'status'), 'failureReason') || said(record, 'resultDescription');
  return [reason, `(${code})`].filter(Boolean).join(' ');
}

/** A sign-in of Entra ID: Graph's, diagnostic settings' or a row of Log Analytics, with JSON inside strings. */
export function readSignIn(record: Fields): readonly EventDraft[] | null {
  if (!isSignIn(record)) return null;
  const body = bodyOf(record);
  const [code, mfa] = [errorCodeOf(record), mfaOf(record)];
  const outcome = outcomeOfCode(code, record);
  const actor =
    said(body, 'userPrincipalName', 'servicePrincipalName', 'userDisplayName') ||
    said(record, 'identity') ||
    said(body, 'userId', 'servicePrincipalId');
  const application = said(body, 'appDisplayName', 'resourceDisplayName', 'appId');
  const result = code === '' || code === '0' ? outcome : reasonOf(body, record, code);
  return [
    {
      class: 'identity',
      time: firstTime(said(body, 'createdDateTime'), timeOfLog(record)),
      key: keyOf(said(body, 'id'), code),
      severity: RISKS.get(said(body, 'riskLevelDuringSignIn').toLowerCase()) ?? 0,
      outcome,
      name: 'Sign-in activity',
      message: `${actor || '?'} → ${application || '?'}: ${result}${MFA_WORDS[mfa]}`,
      techniques: [],
      action: 'sign-in',
      actor,
      sourceAddress: said(body, 'ipAddress') || said(record, 'callerIpAddress'),
      host: said(inner(body, 'deviceDetail'), 'displayName'),
      also: { app: application, code, mfa, correlation: said(body, 'correlationId') },
    },
  ];
}
