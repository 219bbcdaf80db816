/** Nanoseconds since 1970 UTC: `Date` ends at milliseconds, and order within one matters in a timeline. */
export type Nanos = bigint;

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))?\s*(Z|[A-Z]{3,4}|[+-]\d\d(?::?\d\d)?)?$/i;
/** Seconds with a fraction, as in auditd's and nginx's records. */
const SECONDS = /^(\d{9,11})\.(\d{1,12})$/;
const DIGITS = /^\d{9,19}$/;
const MS = 1_000_000n;
const SECOND = 1_000_000_000n;

/** Hours of abbreviations that mean one offset alone, as PostgreSQL writes them. */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EST: -5,
  EDT: -4,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

/** Offset of a zone in minutes, `null` of one that we do not know; without one it is UTC, never the zone of this machine. */
function offsetMinutes(zone = 'Z'): number | null {
  const named = ZONES[zone.toUpperCase()];
  if (named !== undefined) return named * 60;
  const parts = zone.match(/^([+-])(\d\d):?(\d\d)?$/);
  if (!parts) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return parts[1] === '-' ? -minutes : minutes;
}

const fractionOf = (digits: string): Nanos => BigInt(digits.padEnd(9, '0').slice(0, 9));

/** A leap second is the second after it; what no calendar has (31 February, 25:00) is no time. */
function fromIso([, year, month, day, hour, minute, second, fraction = '', zone]: RegExpMatchArray): Nanos | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const there = new Date(midnight);
  if (there.getUTCDate() !== Number(day) || there.getUTCMonth() !== Number(month) - 1) return null;
  const offset = offsetMinutes(zone);
  if (h > 23 || m > 59 || s > 60 || offset === null) return null;
  const seconds = h * 3600 + (m - offset) * 60 + s;
  return BigInt(midnight + seconds * 1000) * MS + fractionOf(fraction);
}

/** A count since 1970, in the unit that so many digits mean today. */
function fromDigits(digits: string): Nanos {
  if (digits.length <= 11) return BigInt(digits) * SECOND;
  if (digits.length <= 14) return BigInt(digits) * MS;
  return digits.length <= 17 ? BigInt(digits) * 1000n : BigInt(digits);
}

/**
 * The moment that a record names: ISO 8601 with up to nanoseconds (further digits are cut) and with or without zone,
 * seconds since 1970 with a fraction, or a whole count of seconds to nanoseconds since then.
 * @returns null where it is none
 */
export function parseTime(said: string): Nanos | null {
  const text = said.trim();
  const iso = text.match(ISO);
  if (iso) return fromIso(iso);
  const seconds = text.match(SECONDS);
  if (seconds) return BigInt(seconds[1] ?? 0) * SECOND + fractionOf(seconds[2] ?? '');
  return DIGITS.test(text) ? fromDigits(text) : null;
}

/** As PostgreSQL takes it (`timestamptz(6)`), and the nanoseconds that it cannot hold. For times since 1970. */
export function splitNanos(time: Nanos): { readonly at: string; readonly nanos: number } {
  const rest = Number(time % MS);
  const micros = String(Math.floor(rest / 1000)).padStart(3, '0');
  return { at: new Date(Number(time / MS)).toISOString().replace('Z', `${micros}Z`), nanos: rest % 1000 };
}

/** The way back of `splitNanos`. */
export function nanosAt({ at, nanos }: { readonly at: string; readonly nanos: number }): Nanos {
  return BigInt(Date.parse(at)) * MS + BigInt(at.slice(23, 26)) * 1000n + BigInt(nanos);
}

/** A `Date` in nanoseconds. */
export function nanosOf(date: Date): Nanos {
  return BigInt(date.getTime()) * MS;
}
