import { bodyOf } from '@/lib/events/shapes/microsoft/diagnostics';
import { each, type Fields, inner, said } from '@/lib/events/shapes/microsoft/fields';

/** `missing`: it was asked for and not given. `notAsked`: one factor was enough. Empty where the record does not say. */
export type Mfa = 'satisfied' | 'missing' | 'notAsked' | '';

const SATISFIED = /MFA (?:requirement satisfied|completed|successfully completed)/i;
const REFUSED = /MFA (?:required|denied|failed)/i;
/** Codes that say: a second factor is needed, or it was not given. */
const MISSING = new Set(['50072', '50074', '50076', '50079', '500121']);

/** The error code of a sign-in in any encoding; `0` where it succeeded, empty where it has none. */
export function errorCodeOf(record: Fields): string {
  const code = said(inner(bodyOf(record), 'status'), 'errorCode') || said(record, 'resultType');
  return code.toLowerCase() === 'success' ? '0' : code;
}

/**
 * Whether a sign-in of Entra was satisfied by a second factor. For rules: `mfaOf(fieldsOf(raw))`.
 * @param record a sign-in in any of its three encodings
 */
export function mfaOf(record: Fields): Mfa {
  const body = bodyOf(record);
  const steps = each(body, 'authenticationDetails').map((step) => said(step, 'authenticationStepResultDetail'));
  const details = [said(inner(body, 'status'), 'additionalDetails'), ...steps].join('\n');
  if (SATISFIED.test(details)) return 'satisfied';
  const code = errorCodeOf(record);
  if (MISSING.has(code) || REFUSED.test(details)) return 'missing';
  const requirement = said(body, 'authenticationRequirement').toLowerCase();
  if (requirement === 'multifactorauthentication') return code === '0' ? 'satisfied' : '';
  return requirement === 'singlefactorauthentication' ? 'notAsked' : '';
}
