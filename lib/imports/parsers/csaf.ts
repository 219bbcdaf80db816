import { at, isObject, type JsonObject, moment, object, objects, text } from '@/lib/core/json';
import { type Affected, findingOf, sharedOf } from '@/lib/imports/parsers/csaf/finding';
import { type CsafProduct, productIds, productsOf } from '@/lib/imports/parsers/csaf/products';
import { purlWithoutVersion } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ReadResult, RecordError, type SkipCode } from '@/lib/imports/parsers/types';

/** Products of one vulnerability that become findings of their own. */
const PRODUCTS = 1_000;
/** Further products of a finding that are named. */
const OTHERS = 20;

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
  const shared = sharedOf(vulnerability, id, ids, overall);
  const affected = affectedProducts(vulnerability, products);
  for (const { product, known, status, others } of affected.slice(0, PRODUCTS)) {
    yield findingOf(shared, { product, known, status, others });
  }
  if (affected.length > PRODUCTS) {
    yield { skipped: 'scanner_error', example: `${id}: ${affected.length} products` };
  }
}

/** One for each component: a document names it again for every platform, architecture and version. */
function affectedProducts(vulnerability: JsonObject, products: ReadonlyMap<string, CsafProduct>): Affected[] {
  const found = new Map<string, Affected & { others: string[] }>();
  for (const status of AFFECTED) {
    for (const product of productIds(at(vulnerability, 'product_status', status))) {
      const known = products.get(product) ?? { name: product, version: '', purl: '', platform: '' };
      const component = known.purl === '' ? known.name : purlWithoutVersion(known.purl);
      const first = found.get(component);
      if (!first) found.set(component, { product, known, status, others: [] });
      else if (first.others.length < OTHERS) first.others.push(product);
    }
  }
  return [...found.values()];
}
