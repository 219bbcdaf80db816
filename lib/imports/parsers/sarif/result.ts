import { count, type Json, type JsonObject, links, object, objects, text } from '@/lib/core/json';
import type { FindingKind } from '@/lib/findings/types';
import { identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { clip, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, normaliseUrl, sha256 } from '@/lib/imports/parsers/normalise';
import type { Ordinals } from '@/lib/imports/parsers/ordinals';
import { looseContext, messageValues, snippetOf, toolFingerprint } from '@/lib/imports/parsers/sarif/context';
import { kindOf } from '@/lib/imports/parsers/sarif/kind';
import { packageOf, type SarifPackage } from '@/lib/imports/parsers/sarif/package';
import { type SarifRule, weaknesses } from '@/lib/imports/parsers/sarif/rule';
import type { SarifRun } from '@/lib/imports/parsers/sarif/run';
import { severityOf } from '@/lib/imports/parsers/sarif/severity';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** How much of a rule's help goes with each finding. */
const HELP = 4_000;

/** Places of one result that become findings of their own. */
const PLACES = 1_000;

/** What all places of a result share: worked out once. */
type Shared = {
  readonly run: SarifRun;
  readonly rule: SarifRule;
  readonly ruleId: string;
  readonly told: SarifPackage;
  readonly ids: readonly string[];
  /** The tool's own identity of the result; empty where it gives none. */
  readonly fingerprint: string;
  readonly values: string;
  readonly message: { readonly text: string; readonly markdown: string };
};

/** A result at one of its places. */
type Place = {
  readonly kind: FindingKind;
  readonly uri: string;
  readonly symbol: string;
  readonly snippet: string;
  readonly line: number | undefined;
};

/** A result as a finding at each of its places; as one without place where it is about the whole of what was scanned. */
export function* findingsOf(run: SarifRun, result: Json, ordinals: Ordinals): Generator<ParsedFinding> {
  const shared = sharedOf(run, result);
  const { rule, ruleId, told, message } = shared;
  const common = {
    title: titleOf(rule.json, message.text, ruleId),
    ...severityOf(result, rule.json),
    ruleId,
    scannerId: text(result, 'guid') || undefined,
    ids: shared.ids,
    cwe: [...new Set([...rule.cwe, ...rule.relatedCwe, ...weaknesses(objects(result, 'taxa'))])],
    cvss: [],
    fix: plain(text(result, 'fixes', 0, 'description', 'text')),
    references: links([text(rule.json, 'helpUri'), text(result, 'hostedViewerUri')]),
    tags: tagsOf(rule),
  };
  const said = describer(message, rule.json);
  const fixed = { fixVersion: told.fixVersion || undefined, fixAvailable: told.fixVersion !== '' || undefined };
  const locations = objects(result, 'locations').slice(0, PLACES);
  let kept: string | undefined;
  for (const location of locations.length > 0 ? locations : [undefined]) {
    const place = placeOf(shared, location);
    const secret = place.kind === 'secret';
    if (secret) kept ??= redacted(result, locations);
    yield {
      ...common,
      kind: place.kind,
      location: locationOf(place, location, told),
      description: said(secret ? '' : place.snippet),
      identity: identityOf(shared, place, ordinals),
      raw: secret ? kept : undefined,
      ...(place.kind === 'dependency' ? fixed : {}),
    };
  }
}

function sharedOf(run: SarifRun, result: Json): Shared {
  const rule = run.ruleOf(result);
  const ruleId = text(result, 'ruleId') || text(result, 'rule', 'id') || text(rule.json, 'id') || run.tool;
  const message = run.message(object(result, 'message'), rule.json);
  return {
    run,
    rule,
    ruleId,
    message,
    told: packageOf(message.text, result, rule),
    ids: [...new Set([...publicIds(ruleId), ...rule.ids])],
    fingerprint: toolFingerprint(result),
    values: messageValues(result),
  };
}

function placeOf({ run, rule, ruleId }: Shared, location: JsonObject | undefined): Place {
  const uri = run.artifactUri(object(location, 'physicalLocation', 'artifactLocation'));
  return {
    kind: kindOf(run.tool, ruleId, rule.tags, uri),
    uri,
    symbol: location ? run.symbol(location) : '',
    snippet: snippetOf(location),
    line: count(location, 'physicalLocation', 'region', 'startLine'),
  };
}

function locationOf(place: Place, location: JsonObject | undefined, told: SarifPackage): ParsedFinding['location'] {
  const region = object(location, 'physicalLocation', 'region');
  const isWeb = place.kind === 'web';
  return {
    path: isWeb ? undefined : readablePath(place.uri) || undefined,
    url: isWeb ? place.uri : undefined,
    line: place.line,
    endLine: count(region, 'endLine'),
    column: count(region, 'startColumn'),
    symbol: place.symbol || undefined,
    ...(place.kind === 'dependency'
      ? { packageName: told.name || undefined, packageVersion: told.version || undefined, purl: told.purl || undefined }
      : {}),
  };
}

function identityOf(
  { run: { tool }, ruleId, told, ids, fingerprint, values }: Shared,
  place: Place,
  ordinals: Ordinals,
): string[] {
  const path = normalisePath(readablePath(place.uri));
  if (place.kind === 'dependency') return [told.identity || path, identifyingId(ruleId, ids)];
  if (place.kind === 'web') return [tool, ruleId, '', normaliseUrl(place.uri), ''];
  if (place.kind === 'secret' && place.snippet.trim() !== '') return [ruleId, path, sha256(place.snippet.trim())];
  if (fingerprint !== '') return [tool, ruleId, path, fingerprint];
  const stable = [tool, ruleId, path, looseContext(values, place.snippet, place.symbol)];
  return [...stable, ordinals.of(stable, place.line)];
}

function titleOf(rule: JsonObject | undefined, message: string, ruleId: string): string {
  const short = text(rule, 'shortDescription', 'text').trim();
  return short || message.split(/\r?\n/, 1)[0]?.trim() || text(rule, 'name') || ruleId;
}

/** What is said of a result, but for the code of the place. */
function describer(message: Shared['message'], rule: JsonObject | undefined): (snippet: string) => string {
  const said = message.markdown.trim() === '' ? plain(message.text) : clip(message.markdown);
  const full = text(rule, 'fullDescription', 'text').trim();
  const help = text(rule, 'help', 'markdown').trim();
  const about = paragraphs(
    full === message.text.trim() ? undefined : plain(full),
    help === '' || help === full ? undefined : clip(help, HELP),
  );
  return (snippet) => paragraphs(said, snippet.trim() === '' ? undefined : codeBlock(snippet), about);
}

/** The rule's own tags; weaknesses have their field, and that everything here is about security goes without saying. */
function tagsOf({ tags }: SarifRule): string[] {
  return tags
    .map((tag) => tag.trim())
    .filter((tag) => !/cwe-?\d|^security$|^(?:very-)?(?:high|low|medium|critical)$/.test(tag))
    .slice(0, 10);
}

/** `file:///src/a%20b.c` and `./src/a%20b.c` as people write them. */
function readablePath(uri: string): string {
  const bare = uri.replace(/^file:\/\/(?:localhost)?/i, '').replace(/^\/([a-z]:\/)/i, '$1');
  return decoded(bare).replace(/^(?:\.\/+)+/, '');
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The record of a secret without code and message, which may quote it. */
function redacted(result: Json, locations: readonly JsonObject[]): string {
  const kept = { ruleId: text(result, 'ruleId'), level: text(result, 'level') };
  const places = locations.map((location) => ({
    uri: text(location, 'physicalLocation', 'artifactLocation', 'uri'),
    startLine: count(location, 'physicalLocation', 'region', 'startLine'),
  }));
  return JSON.stringify({ ...kept, locations: places });
}
