import type { Json } from '@/lib/core/json';
import type { JsonParser, ReportParser } from '@/lib/imports/parsers/types';
import { csvHeader } from '@/lib/imports/reading/csv';
import { ReportError } from '@/lib/imports/reading/errors';
import { type JsonOutline, jsonOutline } from '@/lib/imports/reading/json';
import { READ_LIMITS, type ReadLimits } from '@/lib/imports/reading/limits';
import { withPlace } from '@/lib/imports/reading/locate';
import { type Syntax, sniffContainer, sniffSyntax } from '@/lib/imports/reading/sniff';
import type { ByteSource } from '@/lib/imports/reading/source';
import { xmlOutline } from '@/lib/imports/reading/xml';

/** Below this nobody should import by recognition alone. */
const ENOUGH = 0.5;
/** From here on the head of a report decides, without reading to its end. */
const CERTAIN = 0.9;
const HEAD = 256 * 1024;

type Scored = { readonly parser: ReportParser; readonly score: number };

/**
 * The parser for a report, by its content alone. Throws ReportError: what `sniffSyntax` and the readers refuse,
 * `unknown_format` where nobody knows it, `ambiguous_format` where two parsers are equally sure.
 */
export async function detectFormat(
  source: ByteSource,
  parsers: readonly ReportParser[],
  limits: ReadLimits = READ_LIMITS,
): Promise<ReportParser> {
  return withPlace(source, limits, async () => {
    const syntax = await textSyntax(source, limits);
    if (syntax === 'json') return detectJson(source, parsers, limits);
    if (syntax === 'xml') {
      const root = await xmlOutline(source, limits);
      return decide(
        scored(parsers, (parser) => (parser.syntax === 'xml' ? parser.recognise(root) : 0)),
        root.name,
      );
    }
    const header = await csvHeader(source, limits);
    const scores = scored(parsers, (parser) => (parser.syntax === 'csv' ? parser.recognise(header) : 0));
    return decide(scores, header.join(', '));
  });
}

/**
 * Checks a person's choice: any doubt is theirs to settle, but a report that has nothing of the format would read as one
 * without findings, and close everything. Throws ReportError `unknown_format`.
 */
export async function confirmFormat(
  source: ByteSource,
  parser: ReportParser,
  limits: ReadLimits = READ_LIMITS,
): Promise<void> {
  if (parser.syntax !== 'json') return;
  await withPlace(source, limits, async () => {
    if ((await textSyntax(source, limits)) !== 'json') return;
    const head = await jsonOutline(source, limits, HEAD);
    if (judged(parser, head) > 0) return;
    const full = head.whole ? head : await jsonOutline(source, limits);
    if (judged(parser, full) === 0)
      throw new ReportError('unknown_format', {}, { seen: seenIn(full.outline).slice(0, 200) });
  });
}

/** The syntax of an unpacked report; packed bytes here mean an archive within an archive. */
export async function textSyntax(source: ByteSource, limits: ReadLimits): Promise<Syntax> {
  if (await sniffContainer(source)) throw new ReportError('archive_nested');
  return sniffSyntax(source, limits);
}

async function detectJson(
  source: ByteSource,
  parsers: readonly ReportParser[],
  limits: ReadLimits,
): Promise<ReportParser> {
  const judge = (outline: JsonOutline) =>
    scored(parsers, (parser) => (parser.syntax === 'json' ? judged(parser, outline) : 0));
  const head = await jsonOutline(source, limits, HEAD);
  const scores = judge(head);
  if (head.whole || (scores[0]?.score ?? 0) >= CERTAIN) return decide(scores, seenIn(head.outline));
  const full = await jsonOutline(source, limits);
  return decide(judge(full), seenIn(full.outline));
}

/** A parser sees only what it can read: JSON lines, and a lone one of them, as an array. */
function judged(parser: JsonParser, { outline, layout }: JsonOutline): number {
  if (layout === 'lines' && !parser.lines) return 0;
  return parser.recognise(parser.lines && layout === 'object' ? [outline] : outline);
}

function scored(parsers: readonly ReportParser[], score: (parser: ReportParser) => number): Scored[] {
  return parsers.map((parser) => ({ parser, score: score(parser) })).sort((a, b) => b.score - a.score);
}

function decide([best, second]: readonly Scored[], seen: string): ReportParser {
  if (!best || best.score < ENOUGH) throw new ReportError('unknown_format', {}, { seen: seen.slice(0, 200) });
  if (second && second.score === best.score) {
    throw new ReportError('ambiguous_format', {}, { formats: `${best.parser.label}, ${second.parser.label}` });
  }
  return best.parser;
}

/** What a person may know the file by: the keys at its top. */
function seenIn(outline: Json): string {
  if (Array.isArray(outline)) return `[${seenIn(outline[0] ?? null)}]`;
  if (typeof outline !== 'object' || outline === null) return String(outline);
  return Object.keys(outline).slice(0, 10).join(', ');
}
