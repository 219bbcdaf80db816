const WEEK_MS = 7 * 86_400_000;
/** A Monday, 00:00 UTC. */
const A_MONDAY = Date.UTC(1990, 0, 1);

/** The week that a moment (ISO 8601 in UTC) belongs to, counted from an old one. */
export function weekOf(at: string): number {
  return Math.floor((Date.parse(at) - A_MONDAY) / WEEK_MS);
}
