import type { Reason } from '@/lib/backups/types';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
export type LengthUnit = (typeof UNITS)[number][0];

const LENGTHS: ReadonlySet<string> = new Set(['seconds', 'measured', 'limit', 'allowance']);
const INSTANTS: ReadonlySet<string> = new Set(['at', 'from', 'to', 'due', 'on', 'last']);

/** The two largest units of a length in seconds: "1 day 4 hr", by `said` for each. */
export function lengthText(seconds: number, said: (value: number, unit: LengthUnit) => string): string {
  const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? UNITS[3];
  const next = UNITS[UNITS.findIndex(([name]) => name === unit) + 1];
  const whole = Math.floor(seconds / size);
  const rest = next ? Math.floor((seconds - whole * size) / next[1]) : 0;
  return next && rest > 0 ? `${said(whole, unit)} ${said(rest, next[0])}` : said(whole, unit);
}

type Written = { readonly length: (seconds: number) => string; readonly instant: (at: Date) => string };

/** The data of a reason with its lengths and instants written out. */
export function writtenParams(params: Reason['params'], { length, instant }: Written): Record<string, string | number> {
  const written = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (LENGTHS.has(name) && typeof value === 'number') return [name, length(value)];
    if (INSTANTS.has(name) && typeof value === 'string' && value !== '') return [name, instant(new Date(value))];
    return [name, value];
  });
  return Object.fromEntries(written);
}
