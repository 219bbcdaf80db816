import { firstTime } from '@/lib/events/shapes/first-time';

/** Times of an alert: raised, changed, resolved. Empty where it does not say. */
export type AlertTimes = { readonly raised: string; readonly changed: string; readonly resolved: string };

/** When an alert came into the state that it reports: a new one when it was raised, however often it was added to since. */
export function timeOfState(status: string, { raised, changed, resolved }: AlertTimes): string {
  const spelt = status.toLowerCase();
  if (spelt === 'resolved') return firstTime(resolved, changed, raised);
  return spelt === 'inprogress' ? firstTime(changed, raised) : firstTime(raised, changed);
}
