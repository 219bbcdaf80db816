import { addDays } from '@/lib/core/datetime';
import type { ScanFacts } from '@/lib/tls/facts';
import { LETTERS, type Letter } from '@/lib/tls/grade/types';

/** Behind every letter: what is not known sorts last. */
export const UNKNOWN_RANK = 99;

/** Letters that an endpoint may aim at. */
export const TARGETS = ['A+', 'A', 'A-', 'B', 'C', 'D', 'E'] as const satisfies readonly Letter[];
export type Target = (typeof TARGETS)[number];

/** 0 is the best; T and M stand behind F: whoever is not sure to whom it speaks has nothing from a good cipher. */
export function rankOf(letter: Letter | null): number {
  return letter === null ? UNKNOWN_RANK : LETTERS.indexOf(letter);
}

export function isLetter(text: string | null): text is Letter {
  return LETTERS.some((letter) => letter === text);
}

/** Null: not known. */
export function meets(letter: Letter | null, target: Letter): boolean | null {
  return letter === null ? null : rankOf(letter) <= rankOf(target);
}

export const isWorse = (letter: Letter, than: Letter) => rankOf(letter) > rankOf(than);

const DAY_MS = 86_400_000;
/** Of a lifetime that is left when it is time to say so: 15 days of 90, 33 of 200 (CA/Browser Forum, SC-081). */
const SHARE = 6;
/** Authorities live for decades: a sixth of that is no news. */
const AUTHORITY_DAYS = 60;

type Dated = { readonly notBefore: string; readonly notAfter: string; readonly isCa: boolean };

/** From when on a certificate ends too soon: `warnDays` before, or a sixth of its lifetime. */
export function expiryDue({ notBefore, notAfter, isCa }: Dated, warnDays: number | null): Date {
  const end = new Date(notAfter);
  if (warnDays !== null) return addDays(end, -warnDays);
  const sixth = (end.getTime() - new Date(notBefore).getTime()) / SHARE;
  return new Date(end.getTime() - Math.max(0, isCa ? Math.min(sixth, AUTHORITY_DAYS * DAY_MS) : sixth));
}

/** Whole days from `now` until then; negative once it has passed. */
export function daysUntil(at: string | Date, now: Date): number {
  return Math.floor((new Date(at).getTime() - now.getTime()) / DAY_MS);
}

/** Certificates that the server sends, without roots, which clients do not read. */
export function servedCertificates({ chains }: Pick<ScanFacts, 'chains'>) {
  const all = new Map(chains.flatMap(({ sent }) => sent).map((one) => [one.fingerprint, one]));
  const served = [...all.values()];
  const links = served.filter(({ subject, issuer }) => subject !== issuer);
  return links.length > 0 ? links : served;
}

/** Whether the server has certificates that the scan could not read: that says nothing of when they end. */
export function certificatesUnseen({ chains, probes }: Pick<ScanFacts, 'chains' | 'probes'>): boolean {
  return chains.length === 0 && probes.certificates?.why !== 'no_certificate';
}

export type Expiry = { readonly at: Date; readonly dueAt: Date; readonly subject: string; readonly isCa: boolean };

/** Of all that the server sends, what ends first; null without a certificate. */
export function nextExpiry(facts: Pick<ScanFacts, 'chains'>, warnDays: number | null): Expiry | null {
  const dated = servedCertificates(facts).map((one) => ({
    at: new Date(one.notAfter),
    dueAt: expiryDue(one, warnDays),
    subject: one.subject,
    isCa: one.isCa,
  }));
  return dated.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0] ?? null;
}

const TREND = 12;
const NOT_GRADED = '?';

/** The letters of the last scans, oldest first, with the newest one added. */
export function trendWith(trend: readonly string[], letter: Letter | null): string[] {
  return [...trend, letter ?? NOT_GRADED].slice(-TREND);
}

/** A server that does not answer is asked again soon, but not sooner than it is asked anyway. */
const AGAIN_HOURS = 1;
const HOUR_MS = 3_600_000;

/** When it is next its turn; null: only when somebody asks. */
export function nextTurn(everyHours: number | null, graded: boolean, now: Date): Date | null {
  if (everyHours === null) return null;
  return new Date(now.getTime() + (graded ? everyHours : Math.min(everyHours, AGAIN_HOURS)) * HOUR_MS);
}

/** Hours within which the next scan has reported: it may wait its turn. 0: none is expected before somebody asks. */
export function expectedHours(everyHours: number | null): number {
  return everyHours === null ? 0 : everyHours + AGAIN_HOURS;
}
