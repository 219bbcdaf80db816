import type { Cvss } from '@/lib/findings/types';
import { baseScoreV3 } from '@/lib/imports/parsers/cvss-base';

const VERSIONS = ['2.0', '3.0', '3.1', '4.0'] as const;
const VECTOR_V2 = /^\(?AV:[LAN]\/AC:[HML]\/Au:[MSN]\//;

/**
 * One CVSS rating from what a scanner gives of it: a vector, a base score or both. The version comes from the vector's
 * prefix, else from `version` ("3.1", "v3", "3"); a missing score of version 3 is worked out. `null` where neither vector nor score can be used.
 */
export function cvssRating(given: {
  readonly vector?: string;
  readonly score?: number;
  readonly version?: string;
  readonly source: string;
}): Cvss | null {
  const vector = (given.vector ?? '').trim();
  // Most reports name each version of the standard, and rate by one of them.
  if (vector === '' && given.score === undefined) return null;
  const usable = versionOfVector(vector);
  const version = usable ?? versionOfWord(given.version ?? '');
  const score = given.score !== undefined && given.score >= 0 && given.score <= 10 ? given.score : null;
  if (version === undefined || (usable === undefined && score === null)) return null;
  return {
    version,
    vector: usable === undefined ? '' : vector.replace(/^\(|\)$/g, ''),
    score: score ?? baseScoreV3(vector),
    source: given.source,
  };
}

/** Ratings without those that could not be used and without repetition. */
export function distinctRatings(ratings: readonly (Cvss | null)[]): Cvss[] {
  const seen = new Map<string, Cvss>();
  for (const rating of ratings) {
    if (rating === null) continue;
    const key = `${rating.source} ${rating.version} ${rating.vector}`;
    if (seen.get(key)?.score == null) seen.set(key, rating);
  }
  return [...seen.values()];
}

/** The score that counts: of the newest version, the highest. */
export function leadingScore(ratings: readonly Cvss[]): number | undefined {
  const scored = ratings.flatMap(({ version, score }) => (score === null ? [] : [{ version, score }]));
  scored.sort((a, b) => b.version.localeCompare(a.version) || b.score - a.score);
  return scored[0]?.score;
}

function versionOfVector(vector: string): Cvss['version'] | undefined {
  if (vector.length > 400) return undefined;
  const named = /^CVSS:([\d.]{3})\/AV:/.exec(vector)?.[1];
  return named ? VERSIONS.find((version) => version === named) : VECTOR_V2.test(vector) ? '2.0' : undefined;
}

function versionOfWord(word: string): Cvss['version'] | undefined {
  const bare = word
    .trim()
    .toLowerCase()
    .replace(/^cvss/, '')
    .replace(/^[_\s-]?v?/, '');
  if (bare === '3') return '3.1';
  return VERSIONS.find((version) => version === bare || version === `${bare}.0`);
}
