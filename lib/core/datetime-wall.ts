/** `2026-11-22T09:30:15`: what a clock on the wall of `timeZone` shows, as a `datetime-local` field holds it. */
export function wallTime(at: Date, timeZone: string): string {
  // Swedes write dates as ISO 8601 does.
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return text.replace(' ', 'T');
}

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/**
 * The moment at which the wall of `timeZone` shows `text`; null where that is no time. An hour that is shown twice means the
 * first, one that is skipped is moved on, as every calendar does it.
 */
export function momentOfWall(text: string, timeZone: string): Date | null {
  const asUtc = SHAPE.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (ms: number) => Date.parse(`${wallTime(new Date(ms), timeZone)}Z`) - Math.floor(ms / 1000) * 1000;
  const DAY_MS = 86_400_000;
  const offsets = [offsetAt(asUtc - DAY_MS), offsetAt(asUtc + DAY_MS)];
  const [before] = offsets;
  const fits = offsets.find((offset) => offsetAt(asUtc - offset) === offset);
  return new Date(asUtc - (fits ?? before ?? 0));
}
