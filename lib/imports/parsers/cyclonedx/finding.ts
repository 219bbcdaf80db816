import { links } from '@/lib/core/json';
import type { Cvss } from '@/lib/findings/types';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import type { Components } from '@/lib/imports/parsers/cyclonedx/components';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { clip, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type ReadResult, RecordError, type SkipCode } from '@/lib/imports/parsers/types';

export type BomRating = {
  readonly source: string;
  readonly score: number | undefined;
  readonly severity: string;
  readonly method: string;
  readonly vector: string;
};

export type BomAffected = { readonly ref: string; readonly statuses: readonly string[] };

/** A vulnerability of a BOM, from JSON or XML; every text as reported. */
export type BomVulnerability = {
  readonly id: string;
  readonly source: string;
  readonly aliases: readonly string[];
  readonly ratings: readonly BomRating[];
  readonly cwe: readonly number[];
  readonly description: string;
  readonly detail: string;
  readonly recommendation: string;
  readonly addresses: readonly string[];
  readonly state: string;
  readonly justification: string;
  readonly response: readonly string[];
  readonly analysis: string;
  readonly affects: readonly BomAffected[];
};

/** Components of one vulnerability that become findings of their own. */
const AFFECTED = 1_000;

/** What was decided on in the BOM (VEX), by `analysis.state`; "exploitable" and "in_triage" stay open. */
const SETTLED = new Map<string, SkipCode>([
  ['resolved', 'resolved'],
  ['resolved_with_pedigree', 'resolved'],
  ['false_positive', 'suppressed'],
  ['not_affected', 'suppressed'],
]);

/** A finding for each component that is affected; without a list of them the BOM's own subject is. */
export function* readVulnerability(
  vulnerability: BomVulnerability,
  components: Components,
  image: string | undefined,
  raw?: string,
): Generator<ReadResult> {
  const { id, affects, state } = vulnerability;
  const affected = affects.length > 0 ? affects : [{ ref: '', statuses: [] }];
  const shared = sharedOf(vulnerability);
  for (const { ref, statuses } of affected.slice(0, AFFECTED)) {
    const component = ref === '' ? components.subject : components.byRef(ref);
    const settled = SETTLED.get(state) ?? (isUnaffected(statuses) ? 'passed' : undefined);
    if (settled) yield { skipped: settled, example: clip(`${id} ${component?.name ?? ref}`, 200) };
    else if (!component) throw new RecordError('missing_field', { field: 'affects' });
    else {
      const { name, version, purl } = component;
      yield dependencyFinding({ ...shared, name, version, purl, place: { image }, raw });
    }
  }
  if (affected.length > AFFECTED) {
    yield { skipped: 'scanner_error', example: clip(`${id}: ${affected.length} components`, 200) };
  }
}

function isUnaffected(statuses: readonly string[]): boolean {
  return statuses.length > 0 && statuses.every((status) => status === 'unaffected');
}

/** What all findings of a vulnerability have in common. */
function sharedOf(given: BomVulnerability) {
  const cvss = distinctRatings(given.ratings.map(cvssOf));
  const leading = leadingRating(given);
  const repeated = given.description !== '' && given.detail.includes(given.description.slice(0, 200));
  return {
    id: given.id,
    aliases: given.aliases,
    severity: ratedSeverity(leading?.severity ?? '', cvss),
    severityReported: leading ? [leading.severity, leading.source && `(${leading.source})`].join(' ').trim() : '',
    cwe: given.cwe,
    cvss,
    description: paragraphs(plain(given.description), repeated ? '' : plain(given.detail), analysisOf(given)),
    fix: plain(given.recommendation),
    references: links(given.addresses),
    tags: given.state === '' ? [] : [`vex:${given.state}`],
  };
}

/**
 * Ratings come from several judges, and the standard ranks none of them: the source of the vulnerability itself knows the
 * package (a distribution its own build), else a CVSS rating, the newest first, else whoever has a word.
 */
function leadingRating({ source, ratings }: BomVulnerability): BomRating | undefined {
  const worded = ratings.filter(({ severity }) => severity !== '' && severity !== 'unknown');
  const byMethod = worded
    .filter(({ method }) => /^CVSS/i.test(method))
    .toSorted((a, b) => b.method.localeCompare(a.method));
  return worded.find((rating) => source !== '' && rating.source === source) ?? byMethod[0] ?? worded[0];
}

/** `method` (https://cyclonedx.org/docs/latest/json/#vulnerabilities_items_ratings_items_method) as a CVSS version. */
const METHODS = new Map<string, string>([
  ['CVSSV2', '2.0'],
  ['CVSSV3', '3.0'],
  ['CVSSV31', '3.1'],
  ['CVSSV4', '4.0'],
]);

function cvssOf({ source, score, method, vector }: BomRating): Cvss | null {
  const version = METHODS.get(method.trim().toUpperCase());
  if (version === undefined) return null;
  // Many tools leave out the prefix that names the version.
  const bare = version !== '2.0' && /^AV:/.test(vector);
  return cvssRating({ vector: bare ? `CVSS:${version}/${vector}` : vector, score, version, source });
}

function analysisOf({ state, justification, response, analysis }: BomVulnerability): string {
  const facts = [state, justification, ...response].filter((fact) => fact !== '').map((fact) => code(fact));
  return facts.length === 0 ? '' : paragraphs(`Analysis: ${facts.join(', ')}`, plain(analysis));
}
