import type { Json } from '@/lib/core/json';

const SCHEMES = [
  String.raw`CVE-\d{4}-\d{4,19}`,
  'GHSA(?:-[a-z0-9]{4}){3}',
  String.raw`(?:PYSEC|GO|RUSTSEC|OSV|MAL|EUVD|CNVD|JVNDB|WID-SEC|ALAS2?|RHSA|ELSA)-\d{4}[-:]\d{1,12}`,
  String.raw`(?:DSA|DLA|USN)-\d{1,6}-\d{1,3}`,
  String.raw`SNYK-[A-Z0-9]{2,20}-[A-Z0-9]{1,80}-\d{1,10}`,
];
const PUBLIC_ID = new RegExp(String.raw`\b(?:${SCHEMES.join('|')})\b`, 'gi');

/**
 * Public ids of vulnerabilities found in texts, as their schemes spell them, each once and in order. Lists are passed as
 * such: as arguments, a hostile one would overflow the stack.
 */
export function publicIds(...texts: readonly (string | readonly string[])[]): string[] {
  const ids = texts.flat().flatMap(idsIn);
  return [...new Set(ids)];
}

/** Most texts are one CVE, or one id of a distribution, and nothing else. */
const ONE_ID = /^(?:CVE-\d{4}-\d{4,19}|(?:DSA|DLA|USN)-\d{1,6}-\d{1,3})$/;

function idsIn(text: string): string[] {
  return ONE_ID.test(text) ? [text] : [...text.slice(0, 20_000).matchAll(PUBLIC_ID)].map(([id]) => spell(id));
}

/** GHSA keeps its digits in lower case; every other scheme is upper case. */
function spell(id: string): string {
  return /^ghsa/i.test(id) ? `GHSA${id.slice(4).toLowerCase()}` : id.toUpperCase();
}

/**
 * The id that names a vulnerability across scanners: its CVE where there is exactly one, else the scanner's own id (an
 * advisory about several CVEs is none of them).
 */
export function identifyingId(own: string, aliases: readonly string[]): string {
  const spelt = publicIds(own)[0] ?? own.trim();
  if (/^CVE-/.test(spelt)) return spelt;
  const cves = publicIds(aliases).filter((id) => id.startsWith('CVE-'));
  return cves.length === 1 && cves[0] ? cves[0] : spelt;
}

/** Schemes whose ids name one vulnerability; ids of distributions and vendors (DSA, RHSA …) name bundles of them. */
const ONE_TO_ONE = /^(?:CVE|GHSA|PYSEC|GO|RUSTSEC|OSV|MAL)-/;

/** No vulnerability has more names than this. */
const OTHER_IDS = 20;

/**
 * The other names of the vulnerability `id`, as the report gives them. None where the ids name several CVEs: then they are
 * a bundle's.
 */
export function otherIds(id: string, ids: readonly string[]): string[] {
  const names = [...new Set(ids)].filter((name) => ONE_TO_ONE.test(name));
  if (!ONE_TO_ONE.test(id) || names.filter((name) => name.startsWith('CVE-')).length > 1) return [];
  return names.filter((name) => name !== id).slice(0, OTHER_IDS);
}

/** CWE numbers from `79`, `"79"`, `"CWE-79: …"`, `"CWE-79, CWE-80"` or a list of those; 0 and −1 mean none. */
export function cweNumbers(value: Json | undefined): number[] {
  const found = list(value).flatMap((item) => {
    if (typeof item === 'number') return [item];
    if (typeof item !== 'string') return [];
    const named = [...item.slice(0, 2_000).matchAll(/CWE[-_:\s]{0,3}(\d{1,6})/gi)].map((match) => Number(match[1]));
    return named.length > 0 ? named : /^\s*\d{1,6}\s*$/.test(item) ? [Number(item)] : [];
  });
  return [...new Set(found.filter((number) => Number.isInteger(number) && number > 0 && number < 1_000_000))];
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
