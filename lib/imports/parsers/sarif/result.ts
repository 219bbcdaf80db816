import type { FindingKind } from '@/lib/findings/types';
import { cweNumbers, identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { clip, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, normaliseUrl, sha256 } from '@/lib/imports/parsers/normalise';
import type { Ordinals } from '@/lib/imports/parsers/ordinals';
import { count, type JsonObject, links, object, objects, text, texts } from '@/lib/imports/parsers/read';
import { looseContext, snippetOf, toolFingerprint } from '@/lib/imports/parsers/sarif/context';
import { kindOf } from '@/lib/imports/parsers/sarif/kind';
import { packageOf, type SarifPackage } from '@/lib/imports/parsers/sarif/package';
import type { SarifRun } from '@/lib/imports/parsers/sarif/run';
import { severityOf } from '@/lib/imports/parsers/sarif/severity';
import type { Json, ParsedFinding } from '@/lib/imports/parsers/types';

/** How much of a rule's help goes with each finding. */
const HELP = 4_000;

/** A result at one of its places. */
type Place = {
  readonly kind: FindingKind;
  readonly ruleId: string;
  readonly uri: string;
  readonly symbol: string;
  readonly snippet: string;
  readonly line: number | undefined;
};

/** One place of a result as a finding. `location` is missing for results about the whole of what was scanned. */
export function findingOf(
  run: SarifRun,
  result: Json,
  location: JsonObject | undefined,
  ordinals: Ordinals,
): ParsedFinding {
  const rule = run.ruleOf(result);
  const message = run.message(object(result, 'message'), rule);
  const place = placeOf(run, result, rule, location);
  const told = packageOf(message.text, result, rule);
  const secret = place.kind === 'secret';
  const ids = publicIds(place.ruleId, texts(rule, 'properties', 'tags'));
  const common = {
    kind: place.kind,
    title: titleOf(rule, message.text, place.ruleId),
    ...severityOf(result, rule),
    ruleId: place.ruleId,
    scannerId: text(result, 'guid') || undefined,
    ids,
    cwe: [...new Set([...cweNumbers([...texts(rule, 'properties', 'tags')]), ...cweNumbers(run.taxa(result, rule))])],
    cvss: [],
    location: locationOf(place, location, told),
    description: description(message, rule, secret ? '' : place.snippet),
    fix: plain(text(result, 'fixes', 0, 'description', 'text')),
    references: links([text(rule, 'helpUri'), text(result, 'hostedViewerUri')]),
    tags: tagsOf(rule),
    identity: identityOf(run.tool, result, place, told, ids, ordinals),
    raw: secret ? redacted(result) : undefined,
  };
  if (place.kind !== 'dependency') return common;
  return { ...common, fixVersion: told.fixVersion || undefined, fixAvailable: told.fixVersion !== '' || undefined };
}

function placeOf(run: SarifRun, result: Json, rule: JsonObject | undefined, location: JsonObject | undefined): Place {
  const ruleId = text(result, 'ruleId') || text(result, 'rule', 'id') || text(rule, 'id') || run.tool;
  const uri = run.artifactUri(object(location, 'physicalLocation', 'artifactLocation'));
  return {
    kind: kindOf(run.tool, ruleId, rule, uri),
    ruleId,
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
  tool: string,
  result: Json,
  place: Place,
  told: SarifPackage,
  ids: readonly string[],
  ordinals: Ordinals,
): string[] {
  const path = normalisePath(readablePath(place.uri));
  if (place.kind === 'dependency') return [told.identity || path, identifyingId(place.ruleId, ids)];
  if (place.kind === 'web') return [tool, place.ruleId, '', normaliseUrl(place.uri), ''];
  if (place.kind === 'secret' && place.snippet.trim() !== '') return [place.ruleId, path, sha256(place.snippet.trim())];
  const fingerprint = toolFingerprint(result);
  if (fingerprint !== '') return [tool, place.ruleId, path, fingerprint];
  const stable = [tool, place.ruleId, path, looseContext(result, place.snippet, place.symbol)];
  return [...stable, ordinals.of(stable, place.line)];
}

function titleOf(rule: JsonObject | undefined, message: string, ruleId: string): string {
  const short = text(rule, 'shortDescription', 'text').trim();
  return short || message.split(/\r?\n/, 1)[0]?.trim() || text(rule, 'name') || ruleId;
}

function description(
  message: { text: string; markdown: string },
  rule: JsonObject | undefined,
  snippet: string,
): string {
  const said = message.markdown.trim() === '' ? plain(message.text) : clip(message.markdown);
  const full = text(rule, 'fullDescription', 'text').trim();
  const help = text(rule, 'help', 'markdown').trim();
  return paragraphs(
    said,
    snippet.trim() === '' ? undefined : codeBlock(snippet),
    full === message.text.trim() ? undefined : plain(full),
    help === '' || help === full ? undefined : clip(help, HELP),
  );
}

/** The rule's own tags; weaknesses have their field, and that everything here is about security goes without saying. */
function tagsOf(rule: JsonObject | undefined): string[] {
  const tags = texts(rule, 'properties', 'tags').map((tag) => tag.trim().toLowerCase());
  return tags.filter((tag) => !/cwe-?\d|^security$|^(?:very-)?(?:high|low|medium|critical)$/.test(tag)).slice(0, 10);
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
function redacted(result: Json): string {
  const kept = { ruleId: text(result, 'ruleId'), level: text(result, 'level') };
  const places = objects(result, 'locations').map((location) => ({
    uri: text(location, 'physicalLocation', 'artifactLocation', 'uri'),
    startLine: count(location, 'physicalLocation', 'region', 'startLine'),
  }));
  return JSON.stringify({ ...kept, locations: places });
}
