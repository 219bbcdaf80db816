import { SEVERITIES } from '@/lib/findings/severity';
import { SLA_CONDITIONS } from '@/lib/sla/types';

function numberIn(form: FormData, name: string): number | null {
  const text = String(form.get(name) ?? '').trim();
  return text === '' ? null : Number(text);
}

/** Percentages become parts. */
function readShortenings(form: FormData): unknown[] {
  return SLA_CONDITIONS.flatMap((condition) => {
    const effect = form.get(`${condition}.effect`);
    if (effect !== 'part' && effect !== 'most') return [];
    const limit = numberIn(form, `${condition}.limit`);
    const value = numberIn(form, `${condition}.value`);
    const threshold = condition === 'epss' && limit !== null ? limit / 100 : limit;
    const how = effect === 'part' ? { factor: (value ?? 0) / 100, maxDays: null } : { factor: null, maxDays: value };
    return [{ condition, threshold, ...how }];
  });
}

/** What the fields of a policy say, unchecked. */
export function readRules(form: FormData): unknown {
  return {
    calendarId: form.get('calendarId'),
    business: form.get('counting') === 'working',
    starts: form.get('starts'),
    days: Object.fromEntries(SEVERITIES.map((name) => [name, numberIn(form, name)])),
    shortenings: readShortenings(form),
    pauseAwaiting: form.get('pauseAwaiting') !== null,
    pauseAccepted: form.get('pauseAccepted') !== null,
    claimedDays: numberIn(form, 'claimedDays'),
    warnDays: numberIn(form, 'warnDays'),
  };
}
