import { type Json, type JsonObject, links, number, object, objects, text } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { about, type CsafProduct, type Scoped, scoped } from '@/lib/imports/parsers/csaf/products';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { bullets, bulletsOf, clip, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** A component that a vulnerability affects. */
export type Affected = {
  readonly product: string;
  readonly known: CsafProduct;
  readonly status: string;
  /** Where else the same component is affected. */
  readonly others: readonly string[];
};

type Shared = {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly cwe: readonly number[];
  readonly description: string;
  readonly references: readonly string[];
  readonly overall: string;
  readonly scores: readonly Scoped[];
  readonly impacts: readonly Scoped[];
  readonly remedies: readonly Scoped[];
};

/** What all findings of a vulnerability have in common, and the entries that speak of some of its products. */
export function sharedOf(vulnerability: JsonObject, id: string, aliases: readonly string[], overall: string): Shared {
  const notes = objects(vulnerability, 'notes').slice(0, 20);
  const weaknesses = [
    text(vulnerability, 'cwe', 'id'),
    ...objects(vulnerability, 'cwes').map((cwe) => text(cwe, 'id')),
  ];
  const impacts = objects(vulnerability, 'threats').filter(
    (threat) => text(threat, 'category') === 'impact' && severityFromWord(text(threat, 'details')) !== null,
  );
  return {
    id,
    aliases,
    title: text(vulnerability, 'title'),
    cwe: cweNumbers(weaknesses),
    description: paragraphs(...notes.map((note) => plain(text(note, 'text')))),
    references: links(objects(vulnerability, 'references').map((reference) => text(reference, 'url'))).slice(0, 200),
    overall,
    scores: scoped([...objects(vulnerability, 'scores'), ...objects(vulnerability, 'metrics')], 'products'),
    impacts: scoped(impacts, 'product_ids'),
    remedies: scoped(objects(vulnerability, 'remediations'), 'product_ids'),
  };
}

export function findingOf(shared: Shared, { product, known, status, others }: Affected): ParsedFinding {
  const { id, aliases, title, cwe, description, references } = shared;
  const cvss = distinctRatings(contentsOf(shared, product).flatMap(ratingsOf));
  const remedies = about(shared.remedies, product).slice(0, 20);
  const fixed = remedies.some((remedy) => text(remedy, 'category') === 'vendor_fix');
  return dependencyFinding({
    id,
    aliases,
    name: known.name,
    version: known.version,
    purl: known.purl,
    ...worst([product, ...others].map((each) => rated(shared, each))),
    title: title === '' ? '' : `${title} in ${known.name}`,
    cwe,
    cvss,
    fixAvailable: fixed || undefined,
    description: paragraphs(description, others.length === 0 ? '' : `Also:\n\n${bulletsOf(others, code)}`),
    fix: bullets(remedies.map((remedy) => plain(clip(text(remedy, 'details'), 2_000)).replace(/\s+/g, ' '))),
    references: [...references, ...links(remedies.map((remedy) => text(remedy, 'url')))],
    tags: status === 'under_investigation' ? ['vex:under_investigation'] : [],
    place: { resource: known.platform || undefined },
  });
}

type Rated = Pick<ParsedFinding, 'severity' | 'severityReported'>;

/** A component is as bad as the worst of its platforms. */
function worst(ratings: readonly Rated[]): Rated {
  return ratings.reduce((before, next) => (next.severity > before.severity ? next : before));
}

/**
 * The vendor's own word for a product (a threat of category "impact", as Red Hat writes it), else the words of CVSS, else
 * that of the whole document. Where nobody rates, what affects is medium.
 */
function rated(shared: Shared, product: string): Rated {
  const contents = contentsOf(shared, product);
  const cvss = distinctRatings(contents.flatMap(ratingsOf));
  const scored = contents
    .flatMap((content) => ['cvss_v4', 'cvss_v3'].map((field) => text(content, field, 'baseSeverity')))
    .find((word) => word !== '');
  const word = text(about(shared.impacts, product)[0], 'details') || scored || shared.overall;
  const severity: Severity = word === '' && cvss.length === 0 ? 2 : ratedSeverity(word, cvss);
  return { severity, severityReported: word };
}

/** `scores` of 2.0 hold CVSS themselves, `metrics` of 2.1 in `content`. */
function contentsOf({ scores }: Shared, product: string): Json[] {
  return about(scores, product).map((entry) => object(entry, 'content') ?? entry);
}

function ratingsOf(content: Json): (Cvss | null)[] {
  return ['cvss_v4', 'cvss_v3', 'cvss_v2'].map((field) => {
    const rating = object(content, field);
    return cvssRating({
      vector: text(rating, 'vectorString'),
      score: number(rating, 'baseScore'),
      version: text(rating, 'version'),
      source: 'csaf',
    });
  });
}
