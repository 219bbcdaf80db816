import {
  at,
  firstText,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  list,
  moment,
  text,
  texts,
} from '@/lib/core/json';
import { dependencyFinding } from '@/lib/imports/parsers/dependency';
import { clip, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { packageOfPurl } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ReadResult, RecordError, type SkipCode } from '@/lib/imports/parsers/types';

/** Products of one statement that become findings of their own. */
const PRODUCTS = 1_000;

/** What a statement settles; "affected" and "under_investigation" stay open. */
const SETTLED = new Map<string, SkipCode>([
  ['fixed', 'resolved'],
  ['not_affected', 'suppressed'],
]);
const OPEN = new Set(['affected', 'under_investigation']);

/**
 * OpenVEX (seen: 0.2; 0.0 by its specification): a finding for each vulnerability and component that a statement calls
 * affected or under investigation. A statement rates nothing: what affects is medium.
 * https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
export const openvexJson: JsonParser = {
  id: 'openvex',
  label: 'OpenVEX',
  syntax: 'json',
  records: ['statements.*'],

  recognise: (outline) =>
    text(outline, '@context').startsWith('https://openvex.dev/ns') && isArray(at(outline, 'statements')) ? 1 : 0,

  open(skeleton) {
    return {
      facts: {
        scanner: 'openvex',
        // A document keeps its id through its versions: none closes what another one says.
        target: text(skeleton, '@id'),
        scanAt: moment(skeleton, 'last_updated') ?? moment(skeleton, 'timestamp'),
      },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield* readStatement(value);
      },
    };
  },
};

function* readStatement(statement: JsonObject): Generator<ReadResult> {
  const vulnerability = at(statement, 'vulnerability');
  const id = typeof vulnerability === 'string' ? vulnerability : firstText(vulnerability, 'name', '@id');
  const status = text(statement, 'status');
  const settled = SETTLED.get(status);
  if (!settled && !OPEN.has(status)) throw new RecordError('missing_field', { field: 'status' });
  const components = list(statement, 'products').flatMap(componentsOf);
  if (components.length === 0) throw new RecordError('missing_field', { field: 'products' });
  const shared = sharedOf(statement);
  for (const { purl, product } of components.slice(0, PRODUCTS)) {
    const known = packageOfPurl(purl);
    const name = known?.name ?? purl;
    if (settled) yield { skipped: settled, example: clip(`${id} ${name}`, 200) };
    else {
      yield dependencyFinding({
        ...shared,
        id,
        name,
        version: known?.version,
        purl: known ? purl : '',
        tags: [`vex:${status}`],
        place: { resource: product || undefined },
      });
    }
  }
  if (components.length > PRODUCTS) {
    yield { skipped: 'scanner_error', example: clip(`${id}: ${components.length} products`, 200) };
  }
}

/** What all findings of a statement have in common. */
function sharedOf(statement: JsonObject) {
  const vulnerability = at(statement, 'vulnerability');
  return {
    aliases: texts(vulnerability, 'aliases'),
    severity: 2,
    severityReported: '',
    description: paragraphs(
      plain(text(vulnerability, 'description')),
      plain(text(statement, 'status_notes')),
      plain(text(statement, 'impact_statement')),
    ),
    fix: plain(text(statement, 'action_statement')),
    references: links([text(vulnerability, '@id')]),
  } as const;
}

/** The parts of a product that a statement is about, else the product; in version 0.0 products were texts. */
function componentsOf(product: Json): { purl: string; product: string }[] {
  const id = idOf(product);
  const parts = list(product, 'subcomponents').map(idOf);
  return parts.length === 0 ? [{ purl: id, product: '' }] : parts.map((purl) => ({ purl, product: id }));
}

function idOf(item: Json): string {
  return typeof item === 'string' ? item : text(item, 'identifiers', 'purl') || text(item, '@id');
}
