import { type Severity, severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { type CsafProduct, productIds, productsOf, speaksOf } from '@/lib/imports/parsers/csaf/products';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { bullets, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import {
  at,
  firstText,
  isObject,
  type JsonObject,
  links,
  moment,
  number,
  object,
  objects,
  text,
} from '@/lib/imports/parsers/read';
import {
  type Json,
  type JsonParser,
  type ParsedFinding,
  type ReadResult,
  RecordError,
  type SkipCode,
} from '@/lib/imports/parsers/types';

/** Products of one vulnerability that become findings of their own. */
const PRODUCTS = 10_000;

const AFFECTED = ['known_affected', 'first_affected', 'last_affected', 'under_investigation'];
const SETTLED: readonly (readonly [string, SkipCode])[] = [
  ['known_not_affected', 'suppressed'],
  ['fixed', 'resolved'],
  ['first_fixed', 'resolved'],
];

/**
 * CSAF 2.0 and 2.1 advisories and VEX (seen: 2.0 without vulnerabilities; the rest by the standard): a finding for each
 * vulnerability and product that is affected or under investigation.
 * https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html
 */
export const csafJson: JsonParser = {
  id: 'csaf',
  label: 'CSAF 2',
  syntax: 'json',
  records: ['vulnerabilities.*'],

  recognise: (outline) => (/^2\.[01]$/.test(text(outline, 'document', 'csaf_version')) ? 1 : 0),

  open(skeleton) {
    const products = productsOf(at(skeleton, 'product_tree'));
    const overall = text(skeleton, 'document', 'aggregate_severity', 'text');
    return {
      facts: {
        scanner: 'csaf',
        // An advisory keeps its id through its versions: none closes what another one says.
        target: text(skeleton, 'document', 'tracking', 'id'),
        scanAt: moment(skeleton, 'document', 'tracking', 'current_release_date'),
      },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield* readVulnerability(value, products, overall);
      },
    };
  },
};

function* readVulnerability(
  vulnerability: JsonObject,
  products: ReadonlyMap<string, CsafProduct>,
  overall: string,
): Generator<ReadResult> {
  const ids = objects(vulnerability, 'ids').map((id) => text(id, 'text'));
  const id = text(vulnerability, 'cve') || (ids[0] ?? '');
  if (id === '') throw new RecordError('missing_field', { field: 'cve' });
  if (!object(vulnerability, 'product_status')) throw new RecordError('missing_field', { field: 'product_status' });
  for (const [status, skipped] of SETTLED) {
    const settled = productIds(at(vulnerability, 'product_status', status));
    if (settled.length > 0) yield { skipped, example: `${id} ${products.get(settled[0] ?? '')?.name ?? settled[0]}` };
  }
  const affected = new Map<string, string>();
  for (const status of AFFECTED) {
    for (const product of productIds(at(vulnerability, 'product_status', status))) affected.set(product, status);
  }
  for (const [product, status] of [...affected].slice(0, PRODUCTS)) {
    const known = products.get(product) ?? { name: product, version: '', purl: '', platform: '' };
    yield findingOf(vulnerability, { id, ids, product, known, status, overall });
  }
}

type Affected = {
  readonly id: string;
  readonly ids: readonly string[];
  readonly product: string;
  readonly known: CsafProduct;
  readonly status: string;
  readonly overall: string;
};

function findingOf(vulnerability: JsonObject, affected: Affected): ParsedFinding {
  const { id, ids, product, known, status, overall } = affected;
  const cvss = ratingsOf(vulnerability, product);
  const remedies = objects(vulnerability, 'remediations').filter((remedy) => speaksOf(remedy, product, 'product_ids'));
  const fixed = remedies.some((remedy) => text(remedy, 'category') === 'vendor_fix');
  const title = text(vulnerability, 'title');
  return dependencyFinding({
    id,
    aliases: ids,
    name: known.name,
    version: known.version,
    purl: known.purl,
    ...rated(vulnerability, product, cvss, overall),
    title: title === '' ? '' : `${title} in ${known.name}`,
    cwe: cweNumbers([
      text(vulnerability, 'cwe', 'id'),
      ...objects(vulnerability, 'cwes').map((cwe) => text(cwe, 'id')),
    ]),
    cvss,
    fixAvailable: fixed || undefined,
    description: paragraphs(
      ...objects(vulnerability, 'notes')
        .slice(0, 20)
        .map((note) => plain(text(note, 'text'))),
    ),
    fix: bullets(remedies.map((remedy) => plain(text(remedy, 'details')).replace(/\s+/g, ' '))),
    references: links([
      ...objects(vulnerability, 'references').map((reference) => text(reference, 'url')),
      ...remedies.map((remedy) => text(remedy, 'url')),
    ]),
    tags: status === 'under_investigation' ? ['vex:under_investigation'] : [],
    place: { resource: known.platform || undefined },
  });
}

/**
 * The vendor's own word for a product (a threat of category "impact", as Red Hat writes it), else the words of CVSS, else
 * that of the whole document. Where nobody rates, what affects is medium.
 */
function rated(
  vulnerability: JsonObject,
  product: string,
  cvss: readonly Cvss[],
  overall: string,
): { severity: Severity; severityReported: string } {
  const impact = objects(vulnerability, 'threats').find(
    (threat) =>
      text(threat, 'category') === 'impact' &&
      severityFromWord(text(threat, 'details')) !== null &&
      speaksOf(threat, product, 'product_ids'),
  );
  const scored = contentsOf(vulnerability, product)
    .flatMap((content) => ['cvss_v4', 'cvss_v3'].map((field) => text(content, field, 'baseSeverity')))
    .find((word) => word !== '');
  const word = text(impact, 'details') || scored || overall;
  const unrated = word === '' && cvss.length === 0;
  return { severity: unrated ? 2 : ratedSeverity(word, cvss), severityReported: word };
}

/** `scores` of 2.0 hold CVSS themselves, `metrics` of 2.1 in `content`. */
function contentsOf(vulnerability: JsonObject, product: string): Json[] {
  const entries = [...objects(vulnerability, 'scores'), ...objects(vulnerability, 'metrics')];
  return entries
    .filter((entry) => speaksOf(entry, product, 'products'))
    .map((entry) => object(entry, 'content') ?? entry);
}

function ratingsOf(vulnerability: JsonObject, product: string): Cvss[] {
  return distinctRatings(
    contentsOf(vulnerability, product).flatMap((content) =>
      ['cvss_v4', 'cvss_v3', 'cvss_v2'].map((field) => {
        const rating = object(content, field);
        return cvssRating({
          vector: text(rating, 'vectorString'),
          score: number(rating, 'baseScore'),
          version: firstText(rating, 'version'),
          source: 'csaf',
        });
      }),
    ),
  );
}
